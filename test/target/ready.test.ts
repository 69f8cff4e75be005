import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Roster } from '../../harness/history/roster.js';
import type { EventBody, RunEvent } from '../../harness/record.js';
import { Recorder } from '../../harness/recorder.js';
import { untilReady } from '../../harness/target/ready.js';
import { booted, closed, exited, forked, listened, port } from '../history/a-history.js';

const settledMs = 500;
const never = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Waits for a target of so many workers; `resolved` has their number once it is ready. */
function waiting(wanted: number, signal: AbortSignal = never) {
  const recorder = new Recorder({ write() {} }, 0);
  const roster = new Roster(port);
  recorder.follow((event) => roster.apply(event));
  const ready = untilReady(recorder, roster, wanted, signal);
  const resolved: number[] = [];
  void ready.then(
    (workers) => resolved.push(workers),
    () => {},
  );
  const happen = async (...events: RunEvent[]): Promise<void> => {
    for (const { atMs, ...body } of events) recorder.record(body as EventBody, atMs);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { ready, resolved, happen };
}

describe('a target', () => {
  it('is ready at once when as many workers serve as were asked for', async () => {
    const { resolved, happen } = waiting(2);
    await happen(...booted(0, 1), forked(1, 2));
    expect(resolved).toEqual([]);
    await happen(listened(70, 2));
    expect(resolved).toEqual([2]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is ready with fewer once nothing more has been on its way for a while', async () => {
    const { resolved, happen } = waiting(4);
    await happen(...booted(0, 1), ...booted(1, 2));
    await vi.advanceTimersByTimeAsync(settledMs - 1);
    expect(resolved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(resolved).toEqual([2]);
  });

  it('with more workers than asked for is ready when all of them serve', async () => {
    const { resolved, happen } = waiting(1);
    await happen(forked(0, 1), forked(1, 2), listened(70, 1));
    expect(resolved).toEqual([]);
    await happen(listened(75, 2));
    expect(resolved).toEqual([2]);
  });

  it('is ready after a while when all that were asked for serve and another stands by', async () => {
    const { resolved, happen } = waiting(2);
    await happen(...booted(0, 1), ...booted(1, 2).slice(0, 1), forked(2, 3), listened(71, 2));
    await vi.advanceTimersByTimeAsync(settledMs - 1);
    expect(resolved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(resolved).toEqual([2]);
  });

  it('is not ready while a worker still boots, however long that takes', async () => {
    const { resolved, happen } = waiting(4);
    await happen(...booted(0, 1), forked(1, 2));
    await vi.advanceTimersByTimeAsync(60 * settledMs);
    expect(resolved).toEqual([]);
  });

  it('begins its while anew with each fork', async () => {
    const { resolved, happen } = waiting(4);
    await happen(...booted(0, 1));
    await vi.advanceTimersByTimeAsync(settledMs - 1);
    await happen(...booted(499, 2));
    await vi.advanceTimersByTimeAsync(settledMs - 1);
    expect(resolved).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(resolved).toEqual([2]);
  });

  it('is not ready once its workers drained or died meanwhile', async () => {
    const { resolved, happen } = waiting(2);
    await happen(...booted(0, 1), closed(100, 1), exited(110, 1));
    await vi.advanceTimersByTimeAsync(60 * settledMs);
    expect(resolved).toEqual([]);
  });

  it('is not ready by listening on another port', async () => {
    const { resolved, happen } = waiting(1);
    await happen(forked(0, 1), listened(70, 1, port + 1));
    await vi.advanceTimersByTimeAsync(60 * settledMs);
    expect(resolved).toEqual([]);
  });
});

describe('waiting for it', () => {
  it("rejects with the signal's reason, and leaves no timer behind", async () => {
    const controller = new AbortController();
    const { ready, happen } = waiting(4, controller.signal);
    await happen(...booted(0, 1));
    expect(vi.getTimerCount()).toBe(1);
    controller.abort('interrupted');
    await expect(ready).rejects.toBe('interrupted');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects at once on a signal that has come already', async () => {
    await expect(waiting(1, AbortSignal.abort('interrupted')).ready).rejects.toBe('interrupted');
  });
});
