import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, medianInterval, quantile, wilson } from '../harness/uncertainty.js';

const rounded = ({ from, to }: { from: number; to: number }): number[] => [from, to].map((n) => Number(n.toFixed(4)));

// Figures of scipy.stats.binomtest(k, n).proportion_ci(method='wilson').
test.each([
  [0, 500, [0, 0.0076]],
  [0, 10, [0, 0.2775]],
  [3, 10, [0.1078, 0.6032]],
  [10, 10, [0.7225, 1]],
])("Wilson's interval for %i of %i is %j", (hits, trials, interval) => {
  expect(rounded(wilson(hits, trials))).toEqual(interval);
});

test('of no trials the share may be anything', () => {
  expect(wilson(0, 0)).toEqual({ from: 0, to: 1 });
});

test('the interval holds the share that was seen, and shrinks with more trials of the same share', () => {
  const counts = fc.tuple(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 200 }));
  fc.assert(
    fc.property(counts, ([n, trials]) => {
      const hits = Math.min(n, trials);
      const few = wilson(hits, trials);
      const many = wilson(hits * 4, trials * 4);
      expect(few.from).toBeLessThanOrEqual(hits / trials);
      expect(few.to).toBeGreaterThanOrEqual(hits / trials);
      expect(many.to - many.from).toBeLessThan(few.to - few.from);
    }),
  );
});

test('a quantile between two values lies between them by their distance, in whatever order they come', () => {
  expect(median([40, 10, 30, 20])).toBe(25);
  expect(median([9, 100, 20])).toBe(20);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(quantile([7], 0.9)).toBe(7);
  expect(median([])).toBeNull();
});

test('fewer than six values cannot say where their median truly lies', () => {
  expect(medianInterval([1, 2, 3, 4, 5])).toBeNull();
  expect(medianInterval([6, 5, 4, 3, 2, 1])).toEqual({ from: 1, to: 6 });
});

// Ranks of the sign test: 2 of 9, 6 of 20, 40 of 100 (Conover, table A3).
test.each([
  [9, 2],
  [20, 6],
  [100, 40],
])('of %i values the interval goes from the %i. from below to the same from above', (n, rank) => {
  const values = Array.from({ length: n }, (_, i) => i + 1);
  expect(medianInterval(values)).toEqual({ from: rank, to: n + 1 - rank });
});

test('thousands of values are no trouble', () => {
  expect(medianInterval(Array.from({ length: 5000 }, (_, i) => i))).toEqual({ from: 2430, to: 2569 });
});
