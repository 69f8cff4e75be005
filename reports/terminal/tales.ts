import type { EventOf, RunEvent } from '../../harness/record.js';
import { mb } from '../../harness/words/format.js';
import { ending, killing } from './story.js';
import { newTale, type Tale } from './tale.js';

const rememberedMs = 10_000;

/** What an event brought to its end: a death whose replacement serves, or a worker that died before it ever served. */
export type Ended = { kind: 'replaced' | 'stillborn'; tale: Tale };

/**
 * The workers' tales, folded from events in order. Which fork replaces whom is a guess good enough to tell: the oldest
 * death first, then whoever is on its way out, then whoever is over the ceiling.
 */
export class Tales {
  private readonly tales = new Map<number, Tale>();
  private targetReady = false;

  constructor(private readonly port: number) {}

  of(pid: number): Tale | undefined {
    return this.tales.get(pid);
  }

  all(): Iterable<Tale> {
    return this.tales.values();
  }

  apply(event: RunEvent): Ended | null {
    if (event.kind === 'target-ready') this.targetReady = true;
    if (event.kind === 'worker-forked') this.forked(event);
    if (!('worker' in event)) return null;
    const tale = this.tales.get(event.pid);
    if (tale === undefined) return null;
    switch (event.kind) {
      case 'worker-listening':
        return event.port === this.port ? this.listens(tale, event.atMs) : null;
      case 'worker-exited':
        return this.exited(tale, event);
      case 'ceiling-crossed':
        tale.crossedAtMs ??= event.atMs;
        tale.steps.push(`crossed ${mb(event.ceilingBytes)}`);
        return null;
      case 'worker-closed':
        leave(tale, 'drained');
        return null;
      case 'worker-killed':
        leave(tale, `was killed ${killing[event.reason]}`);
        return null;
      case 'fault-struck':
        if (event.lethal) leave(tale, 'was struck by the fault');
        return null;
      case 'worker-recycled':
        tale.leaving = true;
    }
    return null;
  }

  /** Lets go of those that are long over. */
  forget(nowMs: number): void {
    for (const [pid, { exitedAtMs, servesSinceMs, next }] of this.tales) {
      const over = servesSinceMs === null || (next !== null && next.servesSinceMs !== null);
      if (exitedAtMs !== null && over && nowMs - exitedAtMs > rememberedMs) this.tales.delete(pid);
    }
  }

  private forked({ worker, pid }: EventOf<'worker-forked'>): void {
    const tale = newTale(worker, pid);
    if (this.targetReady) {
      const before = this.mostInNeed();
      if (before === undefined) tale.spare = true;
      else before.next = tale;
    }
    this.tales.set(pid, tale);
  }

  private listens(tale: Tale, atMs: number): Ended | null {
    tale.servesSinceMs ??= atMs;
    const before = this.predecessor(tale);
    return before === undefined || before.exitedAtMs === null ? null : { kind: 'replaced', tale: before };
  }

  private exited(tale: Tale, event: EventOf<'worker-exited'>): Ended | null {
    tale.exitedAtMs = event.atMs;
    if (!tale.steps.some((step) => step.startsWith('was killed'))) tale.steps.push(ending(event));
    if (tale.servesSinceMs === null) {
      const before = this.predecessor(tale);
      // Whoever it was to replace is in need again.
      if (before !== undefined) before.next = null;
      return { kind: 'stillborn', tale };
    }
    tale.next ??= this.takeSpare(tale);
    return tale.next !== null && tale.next.servesSinceMs !== null ? { kind: 'replaced', tale } : null;
  }

  private takeSpare(dead: Tale): Tale | null {
    for (const tale of this.tales.values()) {
      if (!tale.spare || tale === dead || tale.exitedAtMs !== null) continue;
      tale.spare = false;
      return tale;
    }
    return null;
  }

  private predecessor(tale: Tale): Tale | undefined {
    for (const before of this.tales.values()) if (before.next === tale) return before;
    return undefined;
  }

  private mostInNeed(): Tale | undefined {
    const alone = [...this.tales.values()].filter((tale) => tale.next === null && tale.servesSinceMs !== null);
    const dead = alone.filter(({ exitedAtMs }) => exitedAtMs !== null);
    dead.sort((a, b) => (a.exitedAtMs ?? 0) - (b.exitedAtMs ?? 0));
    return dead[0] ?? alone.find(({ leaving }) => leaving) ?? alone.find(({ crossedAtMs }) => crossedAtMs !== null);
  }
}

function leave(tale: Tale, step: string): void {
  tale.leaving = true;
  if (!tale.steps.includes(step)) tale.steps.push(step);
}
