import fc from 'fast-check';
import { expect, it } from 'vitest';
import { busiestWindow } from '../../harness/history/busiest-window.js';

it('the busiest window is empty without moments', () => {
  expect(busiestWindow([], 10)).toBe(0);
});

it('the busiest window includes its start and not its end', () => {
  expect(busiestWindow([0, 9.9, 10], 10)).toBe(2);
});

it('the busiest window is the most that any window from a moment on has', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 })), fc.integer({ min: 1, max: 50 }), (moments, spanMs) => {
      const ascending = moments.toSorted((a, b) => a - b);
      const counts = ascending.map((from) => ascending.filter((at) => at >= from && at < from + spanMs).length);
      expect(busiestWindow(ascending, spanMs)).toBe(Math.max(0, ...counts));
    }),
  );
});
