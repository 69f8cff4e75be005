import type { Phases, RunEvent } from '../../harness/record.js';

/** The tested port of these histories. */
export const port = 4000;

/** The load runs from 1000 to 10000, and the fault from 2000 to 8000. */
export const phases: Phases = { loadFromMs: 1000, faultFromMs: 2000, faultUntilMs: 8000, loadUntilMs: 10_000 };

export const pidOf = (worker: number): number => 4100 + worker;

export const forked = (atMs: number, worker: number, pid = pidOf(worker)): RunEvent => ({
  atMs,
  kind: 'worker-forked',
  worker,
  pid,
});

export const listened = (atMs: number, worker: number, on = port): RunEvent => ({
  atMs,
  kind: 'worker-listening',
  worker,
  pid: pidOf(worker),
  address: null,
  port: on,
});

export const exited = (atMs: number, worker: number, signal: string | null = null): RunEvent => ({
  atMs,
  kind: 'worker-exited',
  worker,
  pid: pidOf(worker),
  exitCode: signal === null ? 1 : null,
  signal,
});

export const closed = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'worker-closed',
  worker,
  pid: pidOf(worker),
});

export const disconnected = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'worker-disconnected',
  worker,
  pid: pidOf(worker),
});

export const answered = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'worker-answered',
  worker,
  pid: pidOf(worker),
  status: 200,
});

export const crossed = (atMs: number, worker: number, rssBytes = 120e6): RunEvent => ({
  atMs,
  kind: 'ceiling-crossed',
  worker,
  pid: pidOf(worker),
  rssBytes,
  ceilingBytes: 115e6,
});

export const recycled = (atMs: number, worker: number, rssBytes = 120e6): RunEvent => ({
  atMs,
  kind: 'worker-recycled',
  worker,
  pid: pidOf(worker),
  rssBytes,
  signal: 'SIGTERM',
});

export const killed = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'worker-killed',
  worker,
  pid: pidOf(worker),
  rssBytes: 180e6,
  reason: 'grace',
});

export const struck = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'fault-struck',
  worker,
  pid: pidOf(worker),
  lethal: false,
});

export const struckDead = (atMs: number, worker: number): RunEvent => ({
  atMs,
  kind: 'fault-struck',
  worker,
  pid: pidOf(worker),
  lethal: true,
});

export const stalled = (atMs: number, forMs: number): RunEvent => ({ atMs, kind: 'harness-stalled', forMs });

export const stopRequested = (atMs: number): RunEvent => ({ atMs, kind: 'stop-requested', signal: 'SIGTERM' });

/** A worker forked at `atMs` that listens 70 ms later. */
export const booted = (atMs: number, worker: number): RunEvent[] => [forked(atMs, worker), listened(atMs + 70, worker)];

/** Workers 1 to `count`, all there before the load. */
export const initial = (count: number): RunEvent[] =>
  Array.from({ length: count }, (_, i) => booted(100 + i, i + 1)).flat();
