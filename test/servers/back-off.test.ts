import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOffMs, CrashLoop } from '../../fixtures/servers/resilient/back-off.js';

const longest = () => 1;
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

describe('back-off', () => {
  test('doubles from 100 ms to 5 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((deaths) => backOffMs(deaths, longest))).toEqual([
      100, 200, 400, 800, 1600, 3200, 5000, 5000,
    ]);
  });

  test('is never more than 5 s, however long the crash loop', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fraction, (deaths, random) => {
        const waitMs = backOffMs(deaths, () => random);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThanOrEqual(5000);
      }),
    );
  });

  test('has full jitter: half the dice, half the wait', () => {
    expect(backOffMs(7, () => 0.5)).toBe(2500);
    expect(backOffMs(7, () => 0)).toBe(0);
  });
});

describe('a crash loop', () => {
  test('begins with a worker that never listened, or died as soon as it did', () => {
    expect(new CrashLoop().died(null, longest)).toBe(100);
    expect(new CrashLoop().died(20, longest)).toBe(100);
  });

  test('a worker that served is replaced at once, however often it crashes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 100, max: 1e9, noNaN: true })), (lives) => {
        const crashLoop = new CrashLoop();
        expect(lives.map((servedMs) => crashLoop.died(servedMs, longest))).toEqual(lives.map(() => 0));
      }),
    );
  });

  test('is over once a worker has served', () => {
    const crashLoop = new CrashLoop();
    expect([null, null, 5000, null].map((servedMs) => crashLoop.died(servedMs, longest))).toEqual([100, 200, 0, 100]);
    expect(crashLoop.earlyDeaths).toBe(1);
  });
});
