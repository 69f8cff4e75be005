import { every } from '../ceiling/every.js';
import type { RosterWorker } from '../history/roster.js';
import type { EventBody } from '../record.js';
import type { Strike } from '../scenario.js';

export interface StrikeParts {
  strike: Strike;
  /** Every worker alive, in the order of forks. */
  living(): readonly Readonly<RosterWorker>[];
  primaryPid: number;
  /** Appends the event, before the signal is sent: what comes of it must not be told first. */
  record(event: EventBody): void;
  send(pid: number, signal: NodeJS.Signals): void;
}

/** Strikes now or `afterMs` from now, and again each `everyMs` if the strike is to be repeated. Returns what ends it. */
export function startStriking({ strike, living, primaryPid, record, send }: StrikeParts): () => void {
  const { signal, to, afterMs = 0, everyMs, lethal } = strike;
  const struck = new Set<number>();
  const act = (): void => {
    if (to === 'primary') {
      record({ kind: 'primary-struck', pid: primaryPid, signal, lethal });
      send(primaryPid, signal);
      return;
    }
    const victim = victimOf(living(), struck);
    if (victim === null) return;
    struck.add(victim.worker);
    record({ kind: 'fault-struck', worker: victim.worker, pid: victim.pid, lethal });
    send(victim.pid, signal);
  };
  let stop: () => void = () => {};
  const begin = (): void => {
    act();
    if (everyMs !== undefined) stop = everyWatched(everyMs, act);
  };
  if (afterMs === 0) begin();
  else {
    const first = setTimeout(begin, afterMs);
    stop = () => clearTimeout(first);
  }
  return () => stop();
}

/** An interval is counted in so many steps. A stall that is shorter than one takes nothing from it. */
const mostSteps = 4;
const leastStepMs = 50;

/**
 * Calls `act` whenever it has watched for so long. Time in which this process stood still does not count: what was struck before may
 * have stood still as well, as in a paused machine, and without its interval the next blow would fall on a server that had none to recover.
 */
function everyWatched(everyMs: number, act: () => void): () => void {
  const steps = Math.max(1, Math.min(mostSteps, Math.floor(everyMs / leastStepMs)));
  const stepMs = everyMs / steps;
  let watched = 0;
  return every(stepMs, (lateMs) => {
    if (lateMs >= stepMs) return;
    watched += 1;
    if (watched % steps === 0) act();
  });
}

/** Of the workers that serve and were not struck yet, the one that has served longest; `null` if there is none. */
export function victimOf(
  living: readonly Readonly<RosterWorker>[],
  struck: ReadonlySet<number>,
): Readonly<RosterWorker> | null {
  const eligible = living.filter(({ worker, state }) => state === 'serving' && !struck.has(worker));
  return eligible.toSorted((a, b) => (a.listeningAtMs ?? 0) - (b.listeningAtMs ?? 0))[0] ?? null;
}
