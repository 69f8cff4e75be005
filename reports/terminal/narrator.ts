import type { EventOf, RunEvent } from '../../harness/record.js';
import { Flood, type Kind } from './flood.js';
import { ending, lost, name, sentence } from './story.js';
import { isOwed, type Tale, whole } from './tale.js';
import { type Ended, Tales } from './tales.js';

const patienceMs = 1000;
const gatheringMs = 500;

const deaths: Kind = ['death', 'deaths'];
const deathsAtBoot: Kind = ['death at boot', 'deaths at boot'];
const losses: Kind = ['loss of requests', 'losses of requests'];
const delays: Kind = ['worker that lingers', 'workers that linger'];
/** Events told one by one that may come in floods. */
const floods: Partial<Record<RunEvent['kind'], Kind>> = {
  'harness-stalled': ['stall of the harness', 'stalls of the harness'],
  'orphan-found': ['process left behind', 'processes left behind'],
};

/**
 * Tells a run as it goes, from its events in order: each death in one line once its replacement serves, what takes longer
 * than a second while it lasts, and little else. It has no clock: time is what the events say.
 */
export class Narrator {
  private readonly tales: Tales;
  private readonly flood = new Flood();
  /** Requests lost and not told yet, by pid. */
  private readonly untold = new Map<number | null, { requests: number; sinceMs: number }>();
  private readonly complainedOf = new WeakMap<Tale, 'lingering' | 'unreplaced'>();
  private faultTold = false;
  private stopping = false;
  private nowMs = 0;

  /** @param port the tested port */
  constructor(private readonly port: number) {
    this.tales = new Tales(port);
  }

  /** The lines there are to print now that this has happened: often none. */
  tell(event: RunEvent): string[] {
    this.nowMs = event.atMs;
    this.tales.forget(event.atMs);
    const due = [...this.flood.settle(event.atMs), ...this.delayed(), ...this.lateLosses()];
    if (event.kind === 'stop-requested' || event.kind === 'interrupted') this.stopping = true;
    const ended = this.tales.apply(event);
    return [...due, ...(ended === null ? this.other(event) : this.ended(ended, event))];
  }

  /** What was held back, when no more events come. */
  finish(): string[] {
    const owed = this.stopping
      ? []
      : [...this.tales.all()].filter((tale) => isOwed(tale) && !this.complainedOf.has(tale));
    const lines = owed.flatMap((tale) => this.say(deaths, whole(tale, this.takeLosses(tale.pid))));
    this.nowMs = Number.POSITIVE_INFINITY;
    return [...lines, ...this.lateLosses(), ...this.flood.settle(this.nowMs)];
  }

  private ended({ kind, tale }: Ended, event: RunEvent): string[] {
    if (this.stopping) return [];
    if (kind === 'replaced') return this.say(deaths, whole(tale, this.takeLosses(tale.pid)));
    const how = event.kind === 'worker-exited' ? ending(event) : 'died';
    return this.say(deathsAtBoot, `${name(tale)} ${how} before it ever served`);
  }

  private other(event: RunEvent): string[] {
    switch (event.kind) {
      case 'requests-lost':
        this.gather(event);
        return [];
      case 'fault-struck': {
        // Once is news; after that it is what every worker goes through.
        if (event.lethal || this.faultTold) return [];
        this.faultTold = true;
        break;
      }
      // These become part of a tale.
      case 'worker-forked':
      case 'worker-listening':
      case 'worker-closed':
      case 'worker-exited':
      case 'ceiling-crossed':
      case 'worker-recycled':
      case 'worker-killed':
        return [];
    }
    const line = sentence(event, { port: this.port, workerOf: (pid) => this.tales.of(pid)?.worker });
    if (line === null) return [];
    const kind = floods[event.kind];
    return kind === undefined ? [line] : this.say(kind, line);
  }

  /** Who takes longer than a second to leave or to be replaced: each told once. */
  private delayed(): string[] {
    if (this.stopping) return [];
    const lines: string[] = [];
    for (const tale of this.tales.all()) {
      const delay = this.delayOf(tale);
      if (delay === null || this.complainedOf.get(tale) === delay) continue;
      this.complainedOf.set(tale, delay);
      const complaint =
        delay === 'lingering'
          ? `${name(tale)} ${tale.steps.join(' → ')}, and lingers`
          : `${whole(tale, this.takeLosses(tale.pid))} within a second`;
      lines.push(...this.say(delays, complaint));
    }
    return lines;
  }

  private delayOf(tale: Tale): 'lingering' | 'unreplaced' | null {
    const { exitedAtMs, crossedAtMs } = tale;
    if (exitedAtMs !== null) return isOwed(tale) && this.nowMs - exitedAtMs >= patienceMs ? 'unreplaced' : null;
    return crossedAtMs !== null && this.nowMs - crossedAtMs >= patienceMs ? 'lingering' : null;
  }

  private gather({ pid, count, atMs }: EventOf<'requests-lost'>): void {
    const before = this.untold.get(pid);
    this.untold.set(pid, { requests: (before?.requests ?? 0) + count, sinceMs: before?.sinceMs ?? atMs });
  }

  private takeLosses(pid: number): number {
    const { requests } = this.untold.get(pid) ?? { requests: 0 };
    this.untold.delete(pid);
    return requests;
  }

  /** Losses that no death took up in time. */
  private lateLosses(): string[] {
    const lines: string[] = [];
    for (const [pid, { requests, sinceMs }] of this.untold) {
      const tale = pid === null ? undefined : this.tales.of(pid);
      const willBeTold = tale !== undefined && isOwed(tale) && !this.complainedOf.has(tale) && !this.stopping;
      if (willBeTold || this.nowMs - sinceMs < gatheringMs) continue;
      this.untold.delete(pid);
      lines.push(...this.say(losses, lost(requests, tale ?? null)));
    }
    return lines;
  }

  private say(kind: Kind, line: string): string[] {
    return this.flood.admit(kind, line, this.nowMs);
  }
}
