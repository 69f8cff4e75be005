import { expect, test, vi } from 'vitest';
import { Roster } from '../../harness/history/roster.js';
import type { EventBody } from '../../harness/record.js';
import { startStriking, victimOf } from '../../harness/target/strike.js';

/** Workers 1 to 3, of which 1 and 3 serve, 3 for longer. */
function aCrew(): Roster {
  const roster = new Roster(80);
  for (const worker of [1, 2, 3]) roster.apply({ kind: 'worker-forked', worker, pid: 100 + worker, atMs: 0 });
  roster.apply({ kind: 'worker-listening', worker: 3, pid: 103, address: null, port: 80, atMs: 10 });
  roster.apply({ kind: 'worker-listening', worker: 1, pid: 101, address: null, port: 80, atMs: 20 });
  return roster;
}

test('the one that has served longest is struck first, and nobody twice', () => {
  const living = aCrew().living();
  expect(victimOf(living, new Set())?.worker).toBe(3);
  expect(victimOf(living, new Set([3]))?.worker).toBe(1);
  expect(victimOf(living, new Set([1, 3]))).toBeNull();
});

test('a worker that drains is left alone', () => {
  const roster = aCrew();
  roster.apply({ kind: 'worker-closed', worker: 3, pid: 103, atMs: 30 });
  expect(victimOf(roster.living(), new Set())?.worker).toBe(1);
});

function struckBy(to: 'worker' | 'primary') {
  const done: (EventBody | [number, string])[] = [];
  const stop = startStriking({
    strike: { signal: 'SIGKILL', to, lethal: true },
    living: () => aCrew().living(),
    primaryPid: 7,
    record: (event) => done.push(event),
    send: (...sent) => done.push(sent),
  });
  stop();
  return done;
}

test('a strike is on record before its signal is sent', () => {
  expect(struckBy('worker')).toEqual([{ kind: 'fault-struck', worker: 3, pid: 103, lethal: true }, [103, 'SIGKILL']]);
  expect(struckBy('primary')).toEqual([
    { kind: 'primary-struck', pid: 7, signal: 'SIGKILL', lethal: true },
    [7, 'SIGKILL'],
  ]);
});

test('a strike that is to wait is not done at once, and not at all once it was called off', () => {
  vi.useFakeTimers();
  try {
    const sent: string[] = [];
    const start = () =>
      startStriking({
        strike: { signal: 'SIGKILL', to: 'primary', lethal: true, afterMs: 500 },
        ...{ living: () => [], primaryPid: 7, record() {} },
        send: (_pid, signal) => void sent.push(signal),
      });
    start();
    vi.advanceTimersByTime(499);
    expect(sent).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(sent).toEqual(['SIGKILL']);
    const stop = start();
    stop();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual(['SIGKILL']);
  } finally {
    vi.useRealTimers();
  }
});

/** When a strike of the primary came, on a clock that may leap as it does for a process that stood still. */
function strikesOf(everyMs: number, story: (wait: (ms: number) => void, standStill: (ms: number) => void) => void) {
  vi.useFakeTimers({ now: 0 });
  const clock = performance.now.bind(performance);
  const beganMs = clock();
  let stoodStillMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + stoodStillMs);
  const atMs: number[] = [];
  const stop = startStriking({
    strike: { signal: 'SIGKILL', to: 'primary', lethal: true, everyMs },
    ...{ living: () => [], primaryPid: 7, record() {} },
    send: () => void atMs.push(Math.round(performance.now() - beganMs)),
  });
  try {
    story(
      (ms) => void vi.advanceTimersByTime(ms),
      (ms) => {
        stoodStillMs += ms;
      },
    );
    stop();
    const struck = atMs.length;
    vi.advanceTimersByTime(2 * everyMs);
    expect(atMs).toHaveLength(struck);
  } finally {
    vi.restoreAllMocks();
    vi.useRealTimers();
  }
  return atMs;
}

test('a strike is repeated at its interval, until it is called off', () => {
  expect(strikesOf(1000, (wait) => wait(3500))).toEqual([0, 1000, 2000, 3000]);
  expect(strikesOf(30, (wait) => wait(100))).toEqual([0, 30, 60, 90]);
});

test.each([
  ['waits out the time in which the harness stood still', 3170, [0, 4250]],
  ['is not put off by a stall that is shorter than a quarter of its interval', 200, [0, 1000]],
])('a strike %s', (_, forMs, expected) => {
  const strikes = strikesOf(1000, (wait, standStill) => {
    wait(300);
    standStill(forMs);
    wait(1400);
  });
  expect(strikes).toEqual(expected);
});
