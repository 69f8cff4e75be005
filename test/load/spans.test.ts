import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Spans } from '../../harness/load/spans.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Spans of 100 ms from 7,000,000 ns on, with a clock that a test can hold up. */
function watched() {
  const froms: number[] = [];
  const beganMs = performance.now();
  const clock = { lateMs: 0 };
  const clockNs = () => 7e6 + (performance.now() - beganMs + clock.lateMs) * 1e6;
  const spans = new Spans(7e6, 100, clockNs, (fromNs) => froms.push((fromNs - 7e6) / 1e6));
  return { spans, froms, clock };
}

test('spans follow each other on the grid, and the last is cut at the end', () => {
  const { spans, froms } = watched();
  vi.advanceTimersByTime(350);
  expect(froms).toEqual([0, 100, 200]);
  spans[Symbol.dispose]();
  expect(froms).toEqual([0, 100, 200, 300]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a late timer does not shift the spans after it', () => {
  const { spans, froms, clock } = watched();
  vi.advanceTimersByTime(99);
  clock.lateMs = 30;
  vi.advanceTimersByTime(201);
  spans[Symbol.dispose]();
  expect(froms).toEqual([0, 100, 200, 300]);
});

test('a span that saw a stall is long, and the next begins where it is over', () => {
  const { spans, froms, clock } = watched();
  vi.advanceTimersByTime(150);
  clock.lateMs = 400;
  vi.advanceTimersByTime(100);
  spans[Symbol.dispose]();
  expect(froms).toEqual([0, 100, 600]);
});
