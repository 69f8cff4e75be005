import type { CeilingHistory, Phases, RunEvent } from '../record.js';
import { busiestWindow } from './busiest-window.js';
import { livesOf } from './lives.js';
import type { Life } from './roster.js';

/** How the kernel, V8 and a supervisor out of patience end a worker over its ceiling. */
const byForce: ReadonlySet<string | null> = new Set(['SIGKILL', 'SIGABRT']);

type Fate = 'left' | 'killed' | 'stayed' | 'leaving';

/**
 * What became of the workers that crossed the ceiling before the load stopped, as it stood then. The grace counts from when a
 * worker was told to go; of one that nobody told (its own supervisor enforces the ceiling, or its turn had not come) from when it
 * crossed, but only to tell whether it had time left: if it went by itself, it left.
 *
 * @param peakRss the highest sample of a pid, or `null` if there is none
 */
export function ceilingHistoryOf(
  events: readonly RunEvent[],
  port: number,
  phases: Phases,
  graceMs: number,
  peakRss: (pid: number) => number | null,
): CeilingHistory {
  const crossed = livesOf(events, port).filter((life) => crossedUnderLoad(life, phases));
  const fates: Record<Fate, number> = { left: 0, killed: 0, stayed: 0, leaving: 0 };
  for (const life of crossed) fates[fateOf(life, phases.loadUntilMs, graceMs)] += 1;
  const numbers = new Set(crossed.map(({ worker }) => worker));
  const samples = [
    ...crossed.map(({ pid }) => peakRss(pid)),
    ...events.map((event) => ('rssBytes' in event && numbers.has(event.worker) ? event.rssBytes : null)),
  ];
  const crossings = crossed.map(({ crossedAtMs }) => crossedAtMs).filter((atMs) => atMs !== null);
  crossings.sort((a, b) => a - b);
  return {
    crossed: crossed.length,
    ...fates,
    mostIn1s: busiestWindow(crossings, 1000),
    highestRssBytes: highest(samples),
  };
}

const crossedUnderLoad = ({ crossedAtMs, exitedAtMs }: Life, { loadFromMs, loadUntilMs }: Phases): boolean =>
  crossedAtMs !== null && crossedAtMs <= loadUntilMs && (exitedAtMs === null || exitedAtMs >= loadFromMs);

function fateOf(life: Life, endMs: number, graceMs: number): Fate {
  const isBeforeEnd = (atMs: number | null): atMs is number => atMs !== null && atMs <= endMs;
  const { crossedAtMs, recycledAtMs, killedAtMs, exitedAtMs } = life;
  if (isBeforeEnd(killedAtMs)) return 'killed';
  if (isBeforeEnd(exitedAtMs) && recycledAtMs === null && byForce.has(life.signal)) return 'killed';
  if (isBeforeEnd(exitedAtMs)) return recycledAtMs !== null && exitedAtMs - recycledAtMs > graceMs ? 'killed' : 'left';
  const dueFromMs = isBeforeEnd(recycledAtMs) ? recycledAtMs : (crossedAtMs ?? endMs);
  return endMs - dueFromMs > graceMs ? 'stayed' : 'leaving';
}

/** Not `Math.max(...)`: a long run has more samples than a call may have arguments. */
const highest = (samples: readonly (number | null)[]): number | null =>
  samples.reduce((best, sample) => (best === null || (sample !== null && sample > best) ? sample : best), null);
