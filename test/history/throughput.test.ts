import { describe, expect, it } from 'vitest';
import { throughputOf } from '../../harness/history/throughput.js';
import { phases } from './a-history.js';

/** 100 ms each; the load runs from 1000 to 10000, the fault from 2000 to 8000. */
const answered = (count: (atMs: number) => number): { everyMs: number; answered: number[] } => ({
  everyMs: 100,
  answered: Array.from({ length: 101 }, (_, i) => count(i * 100)),
});

describe('throughput', () => {
  it('is what was answered a second before the fault, and after it', () => {
    const series = answered((atMs) => (atMs < 2000 ? 50 : atMs < 8000 ? 1 : 40));
    expect(throughputOf(series, phases)).toEqual({ beforePerS: 500, afterPerS: 400 });
  });

  it('leaves out the first moments of the load', () => {
    const series = answered((atMs) => (atMs < 1300 ? 0 : 50));
    expect(throughputOf(series, phases).beforePerS).toBe(500);
  });

  it('leaves out buckets that only lie partly within a stretch', () => {
    const series = answered((atMs) => (atMs === 8000 || atMs === 9900 ? 1 : 50));
    expect(throughputOf(series, { ...phases, faultUntilMs: 8001, loadUntilMs: 9999 }).afterPerS).toBe(500);
  });

  it('is unknown for a stretch of fewer than three whole buckets', () => {
    const short = { ...phases, faultFromMs: 1500, faultUntilMs: 9701 };
    expect(
      throughputOf(
        answered(() => 50),
        short,
      ),
    ).toEqual({ beforePerS: null, afterPerS: null });
  });

  it('is nothing where nothing was answered', () => {
    expect(throughputOf({ everyMs: 100, answered: [] }, phases)).toEqual({ beforePerS: 0, afterPerS: 0 });
  });

  it('is the same in coarser buckets', () => {
    const coarse = { everyMs: 200, answered: Array.from({ length: 51 }, () => 100) };
    expect(throughputOf(coarse, phases)).toEqual({ beforePerS: 500, afterPerS: 500 });
  });
});
