import type { Roster, RosterWorker } from '../history/roster.js';
import type { Stall } from '../history/stalls.js';
import type { EventBody } from '../record.js';
import { decide, isFarOver } from './decide.js';
import { hasCode } from './errno.js';
import { every } from './every.js';
import type { Sampler } from './sample.js';

export interface GuardOptions {
  roster: Roster;
  sampler: Sampler;
  ceilingBytes: number;
  graceMs: number;
  /** What tells a worker to go. */
  signal: NodeJS.Signals;
  everyMs: number;
  /** How many served before the load. */
  steadyWorkers: number;
  /** On the clock of the roster's times. */
  nowMs(): number;
  /** Enforces the ceiling. Without it somebody else does, and the guard only watches who crosses. */
  kill?(pid: number, signal: NodeJS.Signals): void;
  /** Appends the event and applies it to the roster before it returns: what the guard decides next builds on it. */
  record(event: EventBody): void;
  /** Hears why nobody can be watched any longer. Without it that is thrown. */
  onFailure?(error: Error): void;
  /** Every sample of every living worker, as it is taken. */
  onSample?(pid: number, rssBytes: number): void;
}

export interface Guard {
  /** The last sample of a process, also after its death; `null` if it was never sampled. */
  lastRss(pid: number): number | null;
  /** The highest sample, likewise. */
  peakRss(pid: number): number | null;
  stop(): void;
}

/** Samples every living worker each `everyMs`, and sends away those that `decide` says must go. */
export function startGuard(options: GuardOptions): Guard {
  const patrol = new Patrol(options);
  const stop = every(
    options.everyMs,
    (lateMs) => patrol.round(lateMs),
    options.onFailure && ((error) => options.onFailure?.(error)),
  );
  return { lastRss: (pid) => patrol.lastRss(pid), peakRss: (pid) => patrol.peakRss(pid), stop };
}

interface Memory {
  readonly worker: number;
  lastBytes: number;
  peakBytes: number;
  seenOverBytes: number | null;
}

/** The guard without its timer. */
export class Patrol {
  readonly #options: GuardOptions;
  readonly #memory = new Map<number, Memory>();
  #watched = new Set<number>();
  /** When no look was taken that should have been. */
  readonly #stalls: Stall[] = [];

  constructor(options: GuardOptions) {
    this.#options = options;
  }

  /** Looks once at every living worker, so late. */
  round(lateMs = 0): void {
    const missedLooks = lateMs >= this.#options.everyMs;
    const nowMs = this.#options.nowMs();
    if (missedLooks) this.#stalls.push({ fromMs: nowMs - lateMs, untilMs: nowMs });
    const living = this.#options.roster.living();
    this.#forgetTheDead(living);
    for (const worker of living) {
      const rssBytes = this.#options.sampler.rssBytes(worker.pid);
      if (rssBytes === null) continue;
      const memory = this.#remember(worker, rssBytes, missedLooks);
      this.#options.onSample?.(worker.pid, rssBytes);
      this.#judge(worker, memory);
    }
  }

  lastRss(pid: number): number | null {
    return this.#memory.get(pid)?.lastBytes ?? null;
  }

  peakRss(pid: number): number | null {
    return this.#memory.get(pid)?.peakBytes ?? null;
  }

  #forgetTheDead(living: readonly RosterWorker[]): void {
    const watched = new Set(living.map(({ pid }) => pid));
    for (const pid of this.#watched) if (!watched.has(pid)) this.#options.sampler.forget(pid);
    this.#watched = watched;
  }

  #remember({ worker, pid }: RosterWorker, rssBytes: number, afresh: boolean): Memory {
    const known = this.#memory.get(pid);
    // A pid may come back with another worker, whose memory is its own.
    const before = known?.worker === worker ? known : null;
    const wasOverBytes = afresh ? null : (before?.seenOverBytes ?? null);
    const isOver = rssBytes > this.#options.ceilingBytes;
    const memory: Memory = {
      worker,
      lastBytes: rssBytes,
      peakBytes: Math.max(before?.peakBytes ?? 0, rssBytes),
      seenOverBytes: isOver ? (wasOverBytes ?? rssBytes) : null,
    };
    this.#memory.set(pid, memory);
    return memory;
  }

  #judge({ worker, pid, crossedAtMs }: RosterWorker, memory: Memory): void {
    const { lastBytes: rssBytes, seenOverBytes } = memory;
    const { ceilingBytes, graceMs, steadyWorkers, roster, signal, nowMs, record } = this.#options;
    if (rssBytes > ceilingBytes && crossedAtMs === null) {
      record({ kind: 'ceiling-crossed', worker, pid, rssBytes, ceilingBytes });
    }
    if (this.#options.kill === undefined) return;
    const state = { workers: roster.workers, steadyWorkers, ceilingBytes, graceMs, stalls: this.#stalls };
    const decision = decide(state, { pid, rssBytes, seenOverBytes, nowMs: nowMs() });
    if (decision === 'recycle') {
      memory.seenOverBytes = rssBytes;
      record({ kind: 'worker-recycled', worker, pid, rssBytes, signal });
      this.#send(pid, signal);
    } else if (decision === 'kill') {
      const reason = isFarOver({ rssBytes, seenOverBytes }) ? 'far-over' : 'grace';
      record({ kind: 'worker-killed', worker, pid, rssBytes, reason });
      this.#send(pid, 'SIGKILL');
    }
  }

  #send(pid: number, signal: NodeJS.Signals): void {
    try {
      this.#options.kill?.(pid, signal);
    } catch (error) {
      // It was there a moment ago, when it was sampled, and has exited by itself since.
      if (!hasCode(error, 'ESRCH')) throw error;
    }
  }
}
