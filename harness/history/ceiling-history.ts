import type { CeilingHistory, Phases, RunEvent, Settings } from '../record.js';
import { busiestWindow } from './busiest-window.js';
import { livesOf } from './lives.js';
import type { Life } from './roster.js';
import { type Stall, stallsOf, watchedMs } from './stalls.js';

/** How V8 ends a process that is out of heap. */
export const outOfHeap: ReadonlySet<string | null> = new Set(['SIGABRT', 'SIGTRAP']);

/** How the kernel, V8 and a supervisor out of patience end a worker over its ceiling. */
const byForce: ReadonlySet<string | null> = new Set(['SIGKILL', ...outOfHeap]);

type Fate = 'left' | 'killed' | 'stayed' | 'leaving';

/**
 * What became of the workers that crossed the ceiling before the load stopped, as it stood then. The grace counts from when a
 * worker was told to go; of one that nobody told (its own supervisor enforces the ceiling, or its turn had not come) from when it
 * crossed, but only to tell whether it had time left: if it went by itself, it left. One that nobody told and a fault ended counts
 * as it stood when the fault acted. While the harness stands still nobody's grace runs on.
 *
 * @param peakRss the highest sample of a pid, or `null` if there is none
 * @param allowedBytes what a worker may reach, tolerance included
 */
export function ceilingHistoryOf(
  events: readonly RunEvent[],
  { port, graceMs, enforce, sampleEveryMs }: Pick<Settings, 'port' | 'graceMs' | 'enforce' | 'sampleEveryMs'>,
  phases: Phases,
  peakRss: (pid: number) => number | null,
  allowedBytes = Infinity,
): CeilingHistory {
  const crossed = livesOf(events, port).filter((life) => crossedUnderLoad(life, phases));
  const stalls = stallsOf(events);
  const fates: Record<Fate, number> = { left: 0, killed: 0, stayed: 0, leaving: 0 };
  for (const life of crossed) fates[fateOf(life, phases.loadUntilMs, graceMs, stalls)] += 1;
  const missedLooks = stalls.filter((stall) => lengthOf(stall) >= sampleEveryMs);
  const toldInTime = toldWithin(allowedBytes, events);
  const inTime =
    enforce === 'harness'
      ? crossed.filter((life) => !wasSeenLate(life, missedLooks, sampleEveryMs) && toldInTime(life))
      : crossed;
  const highestOf = (lives: readonly Life[]): number | null => {
    const numbers = new Set(lives.map(({ worker }) => worker));
    const reported = events.map((event) => ('rssBytes' in event && numbers.has(event.worker) ? event.rssBytes : null));
    return highest([...lives.map(({ pid }) => peakRss(pid)), ...reported]);
  };
  const crossings = crossed.map(({ crossedAtMs }) => crossedAtMs).filter((atMs) => atMs !== null);
  crossings.sort((a, b) => a - b);
  return {
    crossed: crossed.length,
    ...fates,
    mostIn1s: busiestWindow(crossings, 1000),
    highestRssBytes: highestOf(crossed),
    highestInTimeRssBytes: highestOf(inTime),
  };
}

const lengthOf = ({ fromMs, untilMs }: Stall): number => untilMs - fromMs;

/** The harness missed a look just before it saw the worker over the ceiling, or from then until it told it to go. */
const wasSeenLate = (life: Life, missedLooks: readonly Stall[], sampleEveryMs: number): boolean => {
  const { crossedAtMs, recycledAtMs, killedAtMs, exitedAtMs } = life;
  const fromMs = (crossedAtMs ?? Infinity) - sampleEveryMs;
  const untilMs = recycledAtMs ?? killedAtMs ?? exitedAtMs ?? Infinity;
  return missedLooks.some((stall) => stall.untilMs >= fromMs && stall.fromMs <= untilMs);
};

/** Whether a worker had no more than `bytes` when the harness told it to go: it had not leapt there, nor waited there for its turn. */
function toldWithin(bytes: number, events: readonly RunEvent[]): (life: Life) => boolean {
  const toldBytes = new Map<number, number>();
  for (const event of events) if (event.kind === 'worker-recycled') toldBytes.set(event.worker, event.rssBytes);
  return ({ worker }) => (toldBytes.get(worker) ?? Infinity) <= bytes;
}

const crossedUnderLoad = ({ crossedAtMs, exitedAtMs }: Life, { loadFromMs, loadUntilMs }: Phases): boolean =>
  crossedAtMs !== null && crossedAtMs <= loadUntilMs && (exitedAtMs === null || exitedAtMs >= loadFromMs);

function fateOf(life: Life, endMs: number, graceMs: number, stalls: readonly Stall[]): Fate {
  const isBeforeEnd = (atMs: number | null): atMs is number => atMs !== null && atMs <= endMs;
  const { crossedAtMs, recycledAtMs, killedAtMs, exitedAtMs, lethalAtMs } = life;
  if (isBeforeEnd(killedAtMs)) return 'killed';
  const isPastGrace = (fromMs: number, untilMs: number): boolean => watchedMs(stalls, fromMs, untilMs) > graceMs;
  const standingAt = (fromMs: number, atMs: number): Fate => (isPastGrace(fromMs, atMs) ? 'stayed' : 'leaving');
  if (isBeforeEnd(exitedAtMs)) {
    if (recycledAtMs !== null) return isPastGrace(recycledAtMs, exitedAtMs) ? 'killed' : 'left';
    if (lethalAtMs !== null) return standingAt(crossedAtMs ?? lethalAtMs, lethalAtMs);
    return byForce.has(life.signal) ? 'killed' : 'left';
  }
  return standingAt(isBeforeEnd(recycledAtMs) ? recycledAtMs : (crossedAtMs ?? endMs), endMs);
}

/** Not `Math.max(...)`: a long run has more samples than a call may have arguments. */
const highest = (samples: readonly (number | null)[]): number | null =>
  samples.reduce((best, sample) => (best === null || (sample !== null && sample > best) ? sample : best), null);
