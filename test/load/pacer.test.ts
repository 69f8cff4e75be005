import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pacer } from '../../harness/load/pacer.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A client that is free again `busyMs` after each request. */
function client(pacer: Pacer, busyMs: number, sentAtMs: number[]) {
  const self = {
    send: () => {
      sentAtMs.push(performance.now());
      setTimeout(() => pacer.await(self), busyMs);
      return true;
    },
  };
  pacer.await(self);
  return self;
}

const gaps = (times: number[]): number[] => times.slice(1).map((time, i) => time - (times[i] ?? 0));

test('free clients take turns, and send one period apart', () => {
  using pacer = new Pacer(100);
  const all: number[] = [];
  const each = Array.from({ length: 4 }, () => {
    const own: number[] = [];
    client(pacer, 15, own);
    return own;
  });
  vi.advanceTimersByTime(1000);
  all.push(...each.flat().sort((a, b) => a - b));
  expect(all.length).toBeGreaterThanOrEqual(100);
  // The first wake is a millisecond late at most; from then on all are on the grid.
  expect(new Set(gaps(all).slice(1))).toEqual(new Set([10]));
  for (const own of each) expect(new Set(gaps(own).slice(1))).toEqual(new Set([40]));
});

test('a slot that found every client busy is not made up for', () => {
  using pacer = new Pacer(100);
  const sent: number[] = [];
  client(pacer, 35, sent);
  vi.advanceTimersByTime(395);
  expect(sent.length).toBe(10);
  expect(Math.min(...gaps(sent))).toBeGreaterThan(35);
});

test('a client that has no connection at its turn leaves the slot to the next', () => {
  using pacer = new Pacer(100);
  const sent: number[] = [];
  pacer.await({ send: () => false });
  client(pacer, 1, sent);
  vi.advanceTimersByTime(5);
  expect(sent.length).toBe(1);
});

test('a disposed pacer sends nothing more', () => {
  const sent: number[] = [];
  {
    using pacer = new Pacer(100);
    client(pacer, 1, sent);
  }
  vi.advanceTimersByTime(100);
  expect(sent).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
