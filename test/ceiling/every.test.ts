import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { every, nextPlanned } from '../../harness/ceiling/every.js';

describe('an interval', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const ticking = (everyMs: number, onTick: (ticks: number[]) => void = () => {}) => {
    const startMs = performance.now();
    const ticks: number[] = [];
    const stop = every(everyMs, () => {
      ticks.push(performance.now() - startMs);
      onTick(ticks);
    });
    return { ticks, stop };
  };

  it('ticks at every multiple', () => {
    const { ticks, stop } = ticking(50);
    vi.advanceTimersByTime(200);
    stop();
    expect(ticks).toEqual([50, 100, 150, 200]);
  });

  it('ticks no more once it is stopped, also from within a tick', () => {
    const { ticks, stop } = ticking(10, ({ length }) => length === 3 && stop());
    vi.advanceTimersByTime(1_000);
    expect(ticks).toEqual([10, 20, 30]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a tick that fails', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is the last one, and whoever wants to know is told', () => {
    const failures: string[] = [];
    let ticks = 0;
    every(
      10,
      () => {
        ticks += 1;
        if (ticks === 2) throw new Error('no descriptor left');
      },
      ({ message }) => failures.push(message),
    );
    vi.advanceTimersByTime(100);
    expect([ticks, failures]).toEqual([2, ['no descriptor left']]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is thrown where nobody wants to know', () => {
    const stop = every(10, () => {
      throw new Error('no descriptor left');
    });
    expect(() => vi.advanceTimersByTime(10)).toThrow('no descriptor left');
    stop();
  });
});

describe('the next planned time', () => {
  it.each([
    ['on time', 100, 150],
    ['a little late', 107, 150],
    ['a fraction early', 99.6, 150],
    ['late by more than an interval', 207, 250],
  ])('is the multiple to come where the last was met %s', (_, nowMs, next) => {
    expect(nextPlanned(100, 50, nowMs)).toBe(next);
  });

  it('is a later multiple, not past, and the first such', () => {
    const ms = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(ms, fc.integer({ min: 1, max: 1_000 }), fc.nat(10_000), (plannedMs, everyMs, lateMs) => {
        const nowMs = plannedMs + lateMs;
        const next = nextPlanned(plannedMs, everyMs, nowMs);
        expect((next - plannedMs) % everyMs).toBe(0);
        expect(next).toBeGreaterThan(plannedMs);
        expect(next).toBeGreaterThanOrEqual(nowMs);
        expect(next === plannedMs + everyMs || next - everyMs < nowMs).toBe(true);
      }),
    );
  });
});
