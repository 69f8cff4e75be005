import { setImmediate as polled } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Deadlines, type Waiting } from '../../harness/load/deadlines.js';

/** Waits since `sinceMs`, again and again if `again` says so, and keeps when it was given up. */
class Request implements Waiting {
  readonly givenUpAtMs: number[] = [];

  constructor(
    public sinceMs: number,
    private readonly again = false,
  ) {}

  deadlineMs(timeoutMs: number): number {
    return this.sinceMs + timeoutMs;
  }

  giveUp(): void {
    this.givenUpAtMs.push(performance.now());
    this.sinceMs = this.again ? performance.now() : Infinity;
  }
}

describe('on time', () => {
  beforeEach(() => vi.useFakeTimers({ now: 0 }));
  afterEach(() => vi.useRealTimers());

  test('each request is given up when its own time is over, once', () => {
    const startMs = performance.now();
    const requests = [0, 30, 30, 70].map((ms) => new Request(startMs + ms));
    using _ = new Deadlines(requests, 100);
    vi.advanceTimersByTime(1000);
    expect(requests.map(({ givenUpAtMs }) => givenUpAtMs)).toEqual([100, 130, 130, 170].map((ms) => [startMs + ms]));
  });

  test('a request that follows one that was given up has its own time', () => {
    const startMs = performance.now();
    const request = new Request(startMs, true);
    using _ = new Deadlines([request], 100);
    vi.advanceTimersByTime(350);
    expect(request.givenUpAtMs).toEqual([100, 200, 300].map((ms) => startMs + ms));
  });

  test('one that is answered in time is not given up, however late its answer', () => {
    const request = new Request(performance.now());
    using _ = new Deadlines([request], 100);
    vi.advanceTimersByTime(99);
    request.sinceMs = Infinity;
    vi.advanceTimersByTime(500);
    expect(request.givenUpAtMs).toEqual([]);
  });

  test('nothing is given up, and no timer is left, after the end', () => {
    const request = new Request(performance.now());
    new Deadlines([request], 100)[Symbol.dispose]();
    vi.advanceTimersByTime(500);
    expect(request.givenUpAtMs).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('an answer that came while this process stalled is read before its request is given up', async () => {
  const request = new Request(performance.now());
  using _ = new Deadlines([request], 50);
  // Nothing else runs in this thread meanwhile: no timer fires and no socket is read.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  await polled();
  await polled();
  request.sinceMs = Infinity;
  expect(request.givenUpAtMs).toEqual([]);
});

test('a request that stays unanswered after a stall is given up all the same', async () => {
  const startMs = performance.now();
  const request = new Request(startMs);
  using _ = new Deadlines([request], 50);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  await vi.waitUntil(() => request.givenUpAtMs.length > 0, { timeout: 30_000 });
  expect(request.givenUpAtMs[0]).toBeGreaterThan(startMs + 200);
});
