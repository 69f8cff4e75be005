import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueBy, intendedNs, isStall, nsPerMs, scheduleFrom, stallMs } from '../../harness/load/schedule.js';

const schedules = fc
  .record({ firstNs: fc.integer({ min: 0, max: 1e15 }), everyMs: fc.integer({ min: 1, max: 10_000 }) })
  .map(({ firstNs, everyMs }) => scheduleFrom(firstNs, everyMs));
const ordinals = fc.integer({ min: 0, max: 100_000 });

describe('the schedule', () => {
  it('has every intended time at its multiple of the interval, so that it never drifts', () => {
    const schedule = scheduleFrom(5_000, 10);
    expect([0, 1, 2, 1_000_000].map((n) => intendedNs(schedule, n) - 5_000)).toEqual([0, 10e6, 20e6, 1e13]);
  });

  it('holds a probe due from its intended time on, and not a nanosecond before', () => {
    fc.assert(
      fc.property(schedules, ordinals, (schedule, n) => {
        const at = intendedNs(schedule, n);
        expect([dueBy(schedule, at - 1), dueBy(schedule, at)]).toEqual([n, n + 1]);
      }),
    );
  });

  it('has nothing due before it begins', () => {
    expect(dueBy(scheduleFrom(1_000, 10), 999)).toBe(0);
  });
});

describe('a stall', () => {
  it('is lateness beyond the threshold, not at it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (plannedNs) => {
        const limitNs = plannedNs + stallMs * nsPerMs;
        expect([isStall(plannedNs, limitNs), isStall(plannedNs, limitNs + 1)]).toEqual([false, true]);
      }),
    );
  });
});
