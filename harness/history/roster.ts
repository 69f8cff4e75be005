import type { RunEvent } from '../record.js';

export type WorkerState = 'booting' | 'serving' | 'draining' | 'dead';

/** One incarnation of a worker, as far as the events tell. Times are `atMs` of its events. */
export interface RosterWorker {
  readonly worker: number;
  readonly pid: number;
  /** `serving` means listening on the tested port; `draining` that it has closed that listener or its channel. */
  state: WorkerState;
  forkedAtMs: number;
  listeningAtMs: number | null;
  answeredAtMs: number | null;
  crossedAtMs: number | null;
  recycledAtMs: number | null;
  killedAtMs: number | null;
  exitedAtMs: number | null;
}

/** Who is there now: the events so far, folded into one entry a worker. */
export class Roster {
  readonly workers = new Map<number, RosterWorker>();

  constructor(readonly port: number) {}

  apply(event: RunEvent): void {
    if (event.kind === 'worker-forked') {
      this.workers.set(event.pid, {
        worker: event.worker,
        pid: event.pid,
        state: 'booting',
        forkedAtMs: event.atMs,
        listeningAtMs: null,
        answeredAtMs: null,
        crossedAtMs: null,
        recycledAtMs: null,
        killedAtMs: null,
        exitedAtMs: null,
      });
      return;
    }
    if (!('worker' in event)) return;
    const worker = this.workers.get(event.pid);
    if (worker === undefined || worker.state === 'dead') return;
    switch (event.kind) {
      case 'worker-listening':
        if (event.port !== this.port) return;
        worker.state = 'serving';
        worker.listeningAtMs ??= event.atMs;
        return;
      case 'worker-answered':
        worker.answeredAtMs ??= event.atMs;
        return;
      case 'worker-closed':
      case 'worker-disconnected':
        worker.state = 'draining';
        return;
      case 'ceiling-crossed':
        worker.crossedAtMs ??= event.atMs;
        return;
      case 'worker-recycled':
        worker.recycledAtMs ??= event.atMs;
        return;
      case 'worker-killed':
        worker.killedAtMs ??= event.atMs;
        return;
      case 'worker-exited':
        worker.state = 'dead';
        worker.exitedAtMs = event.atMs;
    }
  }

  /** Every worker that has not exited, in the order of forks. */
  living(): RosterWorker[] {
    return [...this.workers.values()].filter((worker) => worker.state !== 'dead');
  }

  /** How many take new connections on the tested port. */
  serving(): number {
    let count = 0;
    for (const worker of this.workers.values()) if (worker.state === 'serving') count += 1;
    return count;
  }
}
