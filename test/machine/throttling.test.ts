import { expect, test } from 'vitest';
import { type CpuPeriods, periodsIn, throttledShare } from '../../harness/machine/throttling.js';

const counted = (periods: Record<string, CpuPeriods>) => new Map(Object.entries(periods));

test('the periods are read from what either version tells', () => {
  expect(periodsIn('nr_periods 8\nnr_throttled 3\nthrottled_time 52\n')).toEqual({ all: 8, throttled: 3 });
  expect(periodsIn('usage_usec 7\nuser_usec 5\nnr_periods 12\nnr_throttled 0\nthrottled_usec 0\n')).toEqual({
    all: 12,
    throttled: 0,
  });
});

test('the outermost group has no limit, and counts none', () => {
  expect(periodsIn('usage_usec 7\nuser_usec 5\n')).toBeNull();
  expect(periodsIn('')).toBeNull();
});

test('the share is that of the periods in between, by the tightest limit', () => {
  const before = counted({ own: { all: 100, throttled: 90 }, around: { all: 1000, throttled: 0 } });
  const after = counted({ own: { all: 200, throttled: 95 }, around: { all: 1200, throttled: 60 } });
  expect(throttledShare(before, after)).toBe(0.3);
});

test('where no period has passed nobody was held back', () => {
  const same = counted({ own: { all: 100, throttled: 90 } });
  expect(throttledShare(same, same)).toBe(0);
});

test('where nothing was counted, or not from the beginning, nothing can be told', () => {
  expect(throttledShare(counted({}), counted({}))).toBeNull();
  expect(throttledShare(counted({}), counted({ own: { all: 10, throttled: 9 } }))).toBeNull();
});
