import { describe, expect, it } from 'vitest';
import { type AnswerSpan, throughputOf } from '../../harness/history/throughput.js';
import { phases } from './a-history.js';

/** Spans of 100 ms; the load runs from 1000 to 10000, the fault from 2000 to 8000. */
const answered = (count: (atMs: number) => number): AnswerSpan[] =>
  Array.from({ length: 90 }, (_, i) => 1000 + i * 100).map((fromMs) => ({
    ...{ fromMs, untilMs: fromMs + 100, count: count(fromMs) },
  }));
const always = answered(() => 50);

describe('throughput', () => {
  it('is what was answered a second before the fault, and after it', () => {
    const spans = answered((atMs) => (atMs < 2000 ? 50 : atMs < 8000 ? 1 : 40));
    expect(throughputOf(spans, phases)).toEqual({ beforePerS: 500, afterPerS: 400 });
  });

  it('leaves out the first moments of the load', () => {
    const spans = answered((atMs) => (atMs < 1300 ? 0 : 50));
    expect(throughputOf(spans, phases).beforePerS).toBe(500);
  });

  it('leaves out spans that only lie partly within a stretch', () => {
    const spans = answered((atMs) => (atMs === 8000 || atMs === 9900 ? 1 : 50));
    expect(throughputOf(spans, { ...phases, faultUntilMs: 8001, loadUntilMs: 9999 }).afterPerS).toBe(500);
  });

  it('is unknown for a stretch of fewer than three whole spans, or of none', () => {
    const short = { ...phases, faultFromMs: 1500, faultUntilMs: 9701 };
    expect(throughputOf(always, short)).toEqual({ beforePerS: null, afterPerS: null });
    expect(throughputOf([], phases)).toEqual({ beforePerS: null, afterPerS: null });
    const enough = { ...phases, faultFromMs: 1600, faultUntilMs: 9700 };
    expect(throughputOf(always, enough)).toEqual({ beforePerS: 500, afterPerS: 500 });
  });

  it('is nothing where nothing was answered', () => {
    expect(
      throughputOf(
        answered(() => 0),
        phases,
      ),
    ).toEqual({ beforePerS: 0, afterPerS: 0 });
  });

  it('counts a long span, in which the load was held up, by its length', () => {
    const held = always.filter(({ fromMs }) => fromMs !== 1500 && fromMs !== 1600);
    const spans = held.map((span) => (span.fromMs === 1400 ? { ...span, untilMs: 1700, count: 150 } : span));
    expect(throughputOf(spans, phases).beforePerS).toBe(500);
  });
});
