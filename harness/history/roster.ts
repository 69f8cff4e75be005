import type { RunEvent } from '../record.js';

export type WorkerState = 'booting' | 'serving' | 'draining' | 'dead';

/** One incarnation of a worker, as far as the events tell. Times are `atMs` of its events. */
export interface RosterWorker {
  readonly worker: number;
  readonly pid: number;
  /** `serving` means listening on the tested port; `draining` that it has closed that listener or its channel. */
  state: WorkerState;
  forkedAtMs: number;
  /** When it first listened on the tested port. */
  listeningAtMs: number | null;
  answeredAtMs: number | null;
  crossedAtMs: number | null;
  recycledAtMs: number | null;
  killedAtMs: number | null;
  exitedAtMs: number | null;
}

/** What only a look back needs to know of a worker. */
export interface Life extends RosterWorker {
  /** When it first closed its listener on the tested port. */
  closedAtMs: number | null;
  disconnectedAtMs: number | null;
  /** When the fault first acted in it, and when it first acted lethally. */
  struckAtMs: number | null;
  lethalAtMs: number | null;
  exitCode: number | null;
  signal: string | null;
}

/**
 * Who is there now: the events so far, folded into one entry a worker. The dead are remembered, but what is asked at every
 * event costs no more than the living do.
 */
export class Roster {
  /** By pid. Where the system gave a pid out again, its latest worker. */
  readonly workers = new Map<number, RosterWorker>();
  readonly #lives = new Map<number, Life>();
  readonly #living = new Set<Life>();
  #serving = 0;

  constructor(readonly port: number) {}

  /** Takes an event in. One of a worker that was never forked, or that is dead, changes nothing. */
  apply(event: RunEvent): void {
    if (event.kind === 'worker-forked') this.#enter(event.worker, event.pid, event.atMs);
    if (!('worker' in event)) return;
    const life = this.#lives.get(event.worker);
    if (life === undefined || life.state === 'dead') return;
    const before = life.state;
    follow(life, event, this.port);
    if (before !== 'serving' && life.state === 'serving') this.#serving += 1;
    if (before === 'serving' && life.state !== 'serving') this.#serving -= 1;
    if (event.kind === 'worker-exited') this.#living.delete(life);
  }

  /** Every worker that has not exited, in the order of forks. */
  living(): Life[] {
    return [...this.#living];
  }

  /** How many take new connections on the tested port. */
  serving(): number {
    return this.#serving;
  }

  /** Every worker there ever was, in the order of forks. */
  lives(): Life[] {
    return [...this.#lives.values()];
  }

  #enter(worker: number, pid: number, atMs: number): void {
    if (this.#lives.has(worker)) return;
    const life = newborn(worker, pid, atMs);
    this.#lives.set(worker, life);
    this.#living.add(life);
    this.workers.set(pid, life);
  }
}

function newborn(worker: number, pid: number, atMs: number): Life {
  return {
    worker,
    pid,
    state: 'booting',
    forkedAtMs: atMs,
    listeningAtMs: null,
    answeredAtMs: null,
    crossedAtMs: null,
    recycledAtMs: null,
    killedAtMs: null,
    exitedAtMs: null,
    closedAtMs: null,
    disconnectedAtMs: null,
    struckAtMs: null,
    lethalAtMs: null,
    exitCode: null,
    signal: null,
  };
}

function follow(life: Life, event: RunEvent, testedPort: number): void {
  const { atMs } = event;
  switch (event.kind) {
    case 'worker-listening':
      if (event.port !== testedPort) return;
      life.state = 'serving';
      life.listeningAtMs ??= atMs;
      return;
    case 'worker-answered':
      life.answeredAtMs ??= atMs;
      return;
    case 'worker-closed':
      life.state = 'draining';
      life.closedAtMs ??= atMs;
      return;
    case 'worker-disconnected':
      life.state = 'draining';
      life.disconnectedAtMs ??= atMs;
      return;
    case 'fault-struck':
      life.struckAtMs ??= atMs;
      if (event.lethal) life.lethalAtMs ??= atMs;
      return;
    case 'ceiling-crossed':
      life.crossedAtMs ??= atMs;
      return;
    case 'worker-recycled':
      life.recycledAtMs ??= atMs;
      return;
    case 'worker-killed':
      life.killedAtMs ??= atMs;
      return;
    case 'worker-exited':
      life.state = 'dead';
      life.exitedAtMs = atMs;
      life.exitCode = event.exitCode;
      life.signal = event.signal;
  }
}
