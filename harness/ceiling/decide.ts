import type { RosterWorker } from '../history/roster.js';
import { type Stall, watchedMs } from '../history/stalls.js';

export type Decision = 'keep' | 'recycle' | 'kill';

/** What the ceiling is enforced by, and who is there. */
export interface CeilingState {
  /** Every worker that was ever forked, by pid, as the roster keeps them. */
  workers: ReadonlyMap<number, Readonly<RosterWorker>>;
  /** How many served before the load. */
  steadyWorkers: number;
  ceilingBytes: number;
  /** How long a worker that was told to go has before it is killed, and how long one that should go waits for the others. */
  graceMs: number;
  /** When the harness stood still. Nobody's grace runs on meanwhile. */
  stalls: readonly Stall[];
}

export interface Sample {
  pid: number;
  rssBytes: number;
  /**
   * What it had when it was told to go, or else was first seen over the ceiling; or, where that is later, was first seen after the
   * harness had stood still: what it grew to unseen, it could not be told in time. `null` while it is not over.
   */
  seenOverBytes: number | null;
  /** On the clock of the roster's times. */
  nowMs: number;
}

/** A worker that goes on growing to so many times what it was seen over with is a danger to all others, and must go at any cost. */
const farOverBy = 1.5;

export function isFarOver({ rssBytes, seenOverBytes }: Pick<Sample, 'rssBytes' | 'seenOverBytes'>): boolean {
  return seenOverBytes !== null && rssBytes >= farOverBy * seenOverBytes;
}

/**
 * What to do about one worker, given its memory. Pure.
 *
 * A worker over the ceiling is told to go where all but one worker's worth of the steady capacity serves without it. So
 * workers that leak in step go one after the other, each as soon as the last one's replacement serves; that the one before
 * still drains is no reason to wait. Where the others do not come, it goes all the same after a grace in which none of them
 * was sent away or left, so that a stuck server loses one worker at a time and never all at once. Nor does it wait for its turn any
 * longer once it is far over; and if it is told and still grows as far again, it is killed.
 */
export function decide(state: CeilingState, sample: Sample): Decision {
  const { pid, rssBytes, nowMs } = sample;
  const worker = state.workers.get(pid);
  if (worker === undefined || worker.state === 'dead' || worker.killedAtMs !== null) return 'keep';
  const farOver = isFarOver(sample);
  const graceIsOver = (sinceMs: number): boolean => watchedMs(state.stalls, sinceMs, nowMs) >= state.graceMs;
  if (worker.recycledAtMs !== null) return farOver || graceIsOver(worker.recycledAtMs) ? 'kill' : 'keep';
  if (rssBytes <= state.ceilingBytes) return 'keep';
  const surroundings = lookAround(state.workers, worker);
  const isDue = canBeSpared(surroundings, state.steadyWorkers) || hasWaitedEnough(surroundings, worker, graceIsOver);
  return isDue || farOver ? 'recycle' : 'keep';
}

interface Surroundings {
  /** Other workers that serve and were not sent away. */
  serving: number;
  /** Other workers alive: each serves, may come to serve, or makes room for one that does. */
  living: number;
  /** When another last exited, or `-Infinity`. */
  lastExitAtMs: number;
  /**
   * When another was last told to go, was killed, or exited after it had served, or `-Infinity`: since then a replacement
   * may be on its way. The exit of one that never served promises nothing; it may be a step of a crash loop.
   */
  lastDepartureAtMs: number;
}

function lookAround(workers: CeilingState['workers'], worker: Readonly<RosterWorker>): Surroundings {
  const seen = { serving: 0, living: 0, lastExitAtMs: -Infinity, lastDepartureAtMs: -Infinity };
  for (const other of workers.values()) {
    if (other.pid === worker.pid) continue;
    const exitedAtMs = other.exitedAtMs ?? -Infinity;
    const sentAwayAtMs = Math.max(other.recycledAtMs ?? -Infinity, other.killedAtMs ?? -Infinity);
    const departedAtMs = other.listeningAtMs === null ? sentAwayAtMs : Math.max(sentAwayAtMs, exitedAtMs);
    if (other.state !== 'dead') seen.living += 1;
    if (other.state === 'serving' && sentAwayAtMs === -Infinity) seen.serving += 1;
    seen.lastExitAtMs = Math.max(seen.lastExitAtMs, exitedAtMs);
    seen.lastDepartureAtMs = Math.max(seen.lastDepartureAtMs, departedAtMs);
  }
  return seen;
}

/** At most one worker's worth of capacity may be missing, and somebody must serve. A lone worker has nobody to wait for. */
function canBeSpared({ serving }: Surroundings, steadyWorkers: number): boolean {
  return steadyWorkers <= 1 || serving >= Math.max(1, steadyWorkers - 1);
}

function hasWaitedEnough(
  { living, lastExitAtMs, lastDepartureAtMs }: Surroundings,
  { crossedAtMs }: Readonly<RosterWorker>,
  graceIsOver: (sinceMs: number) => boolean,
): boolean {
  // Between an exit and the fork that follows it nobody else is there either, and yet a replacement is on its way.
  const isAlone = living === 0 && graceIsOver(lastExitAtMs);
  return isAlone || (crossedAtMs !== null && graceIsOver(Math.max(crossedAtMs, lastDepartureAtMs)));
}
