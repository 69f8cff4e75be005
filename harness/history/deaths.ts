import type { Cause, Death, Phases, RunEvent, Settings } from '../record.js';
import { outOfHeap } from './ceiling-history.js';
import { isDuringLoad } from './chronology.js';
import { isStillborn } from './lives.js';
import type { Life } from './roster.js';
import { successionOf } from './succession.js';

export interface DeathsInput {
  events: readonly RunEvent[];
  /** The tested port. */
  port: number;
  phases: Phases;
  enforce: Settings['enforce'];
  /** The last sample before the exit. */
  lastRssBytes: (pid: number, worker: number) => number | null;
  /** Lost requests by the number of the worker that lost them; none where it is missing. */
  lostByWorker?: ReadonlyMap<number, number>;
}

/** Every exit of a worker during the load, in the order of exits, with its replacement (see `successionOf`). */
export function deathsOf({ events, port, phases, enforce, lastRssBytes, lostByWorker }: DeathsInput): Death[] {
  const { lives, successorOf } = successionOf(events, port, phases);
  const askedFromMs = events.find(({ kind }) => kind === 'primary-struck')?.atMs;
  const deaths: Death[] = [];
  for (const life of lives) {
    const { worker, pid, exitedAtMs } = life;
    if (exitedAtMs === null || !isDuringLoad(phases, exitedAtMs)) continue;
    const successor = successorOf(life);
    const listening = successor?.listeningAtMs ?? null;
    deaths.push({
      worker,
      pid,
      cause: causeOf(life, enforce, askedFromMs),
      exitCode: life.exitCode,
      signal: life.signal,
      rssBytes: lastRssBytes(pid, worker),
      atMs: {
        ceiling: life.crossedAtMs,
        recycle: life.recycledAtMs,
        exit: exitedAtMs,
        fork: successor?.forkedAtMs ?? null,
        listening,
        firstAnswer: successor?.answeredAtMs ?? null,
      },
      reforkMs: listening === null ? null : Math.max(0, listening - exitedAtMs),
      lostRequests: lostByWorker?.get(worker) ?? 0,
      replacedBy: successor?.worker ?? null,
      stillborn: isStillborn(life),
      struck: life.struckAtMs !== null,
    });
  }
  return deaths.sort((a, b) => a.atMs.exit - b.atMs.exit);
}

/**
 * Why it died: by what was done to the worker first, by how it ended second. A worker that runs out of V8's heap or of its
 * cgroup's memory has no last words, so under these two a fault that acted in it explains its death by a signal.
 *
 * @param askedFromMs when the fault was first done to the primary, which sent workers away for it from then on
 */
export function causeOf(life: Life, enforce: Settings['enforce'], askedFromMs = Infinity): Cause {
  if (life.killedAtMs !== null) return 'forced';
  if (life.recycledAtMs !== null) return 'ceiling';
  if (life.lethalAtMs !== null) return 'fault';
  if (life.crossedAtMs !== null && endsAtCeiling(life, enforce)) return 'ceiling';
  const endsWithoutWords = enforce === 'v8' || enforce === 'kernel';
  if (endsWithoutWords && life.struckAtMs !== null && life.signal !== null) return 'fault';
  if (life.exitedAtMs !== null && life.exitedAtMs >= askedFromMs) return 'fault';
  return 'unknown';
}

/** V8 counts the heap alone: a worker may be over its ceiling from its boot on and have heap left, and one without any aborts. */
const endsAtCeiling = ({ signal }: Life, enforce: Settings['enforce']): boolean =>
  enforce === 'v8' ? outOfHeap.has(signal) : enforce !== 'harness';
