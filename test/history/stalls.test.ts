import { expect, it } from 'vitest';
import { stallsOf, watchedMs } from '../../harness/history/stalls.js';
import { exited, stalled } from './a-history.js';

it('what two processes noticed of one stall is one stall', () => {
  const events = [stalled(5000, 100), exited(1, 1), stalled(1000, 2000), stalled(1500, 2000), stalled(1600, 10)];
  expect(stallsOf(events)).toEqual([
    { fromMs: 1000, untilMs: 3500 },
    { fromMs: 5000, untilMs: 5100 },
  ]);
  expect(stallsOf([stalled(1000, 500), stalled(1500, 500)])).toEqual([{ fromMs: 1000, untilMs: 2000 }]);
});

it('what was watched of a span is what no stall took of it', () => {
  const stalls = stallsOf([stalled(1000, 1000), stalled(3000, 500)]);
  expect(watchedMs([], 0, 700)).toBe(700);
  expect(watchedMs(stalls, 0, 4000)).toBe(2500);
  expect(watchedMs(stalls, 1500, 3100)).toBe(1000);
  expect(watchedMs(stalls, 1200, 1800)).toBe(0);
  expect(watchedMs(stalls, 2000, 3000)).toBe(1000);
  expect(watchedMs(stalls, 3500, 9000)).toBe(5500);
  expect(watchedMs(stalls, -Infinity, 4000)).toBe(Infinity);
});
