import type { Phases, RunEvent } from '../record.js';
import { chronological, isDuringLoad } from './chronology.js';
import { DebtBook } from './debt-book.js';
import { isStillborn, livesOf } from './lives.js';
import type { Life } from './roster.js';

/** Who replaced whom. */
export interface Succession {
  /** Every worker, in the order of forks. */
  lives: Life[];
  /** The replacement that came to listen for this worker, or else the last one tried; `null` if none was forked. */
  successorOf(life: Life): Life | null;
  /** The worker whose end this worker's fork answers, or `null` for one forked on top of those that were due. */
  predecessorOf(life: Life): Life | null;
}

/**
 * Matches forks with ends. A worker's end *begins* when it is told to go, is killed, closes its listener, loses its channel or
 * exits; from then on one fork is due for it. Workers of one server are alike, so which fork is for which end is a convention:
 *
 * - Of the ends that have begun, a fork goes to the one that exits first, as the earliest deadline. Were it the first begun, a
 *   worker that drains for seconds would take the replacement of one that crashed meanwhile, which then seems late.
 * - Ends of before the load come last, so that one that was never replaced does not shift all that follow.
 * - A fork that no end asks for is surplus, and the next end takes it: some supervisors fork first.
 * - A replacement that dies before it listens hands on what it was forked for: one more fork settles both.
 * - A fork that nobody was due for, and that listens only after one that was forked later, is a spare: it counts from when it listens.
 */
export function successionOf(events: readonly RunEvent[], port: number, phases: Phases): Succession {
  const lives = livesOf(events, port);
  const byNumber = new Map(lives.map((life) => [life.worker, life]));
  const book = new DebtBook(({ exitedAtMs }) => {
    if (exitedAtMs === null) return Number.MAX_VALUE;
    return exitedAtMs < phases.loadFromMs ? Infinity : exitedAtMs;
  });
  const overtaken = overtakenAmong(lives);
  const forked = new Set<Life>();
  const enter = (life: Life): void => {
    forked.add(life);
    book.fork(life, isDuringLoad(phases, life.forkedAtMs) || standsBy(life, phases) ? 'surplus' : 'initial');
  };
  for (const event of chronological(events)) {
    const life = 'worker' in event ? byNumber.get(event.worker) : undefined;
    if (life === undefined) continue;
    const waits = overtaken.has(life) && !book.isDue();
    if (event.kind === 'worker-forked' && !forked.has(life) && !waits) enter(life);
    if (event.kind === 'worker-listening' && !forked.has(life) && event.atMs === life.listeningAtMs) enter(life);
    if (!forked.has(life)) continue;
    if (beginsAnEnd.has(event.kind)) book.begin(life, event.atMs);
    if (event.kind === 'worker-exited') book.exit(life);
  }
  return {
    lives,
    successorOf: (life) => book.successorOf(life),
    predecessorOf: (life) => book.predecessorOf(life),
  };
}

/** Of these lives, in the order of forks, those that listened only after one that was forked later, or still wait to. */
function overtakenAmong(lives: readonly Life[]): Set<Life> {
  const overtaken = new Set<Life>();
  let earliestMs = Infinity;
  for (const life of lives.toReversed()) {
    const listeningAtMs = life.listeningAtMs ?? Infinity;
    if (earliestMs < listeningAtMs && !isStillborn(life)) overtaken.add(life);
    earliestMs = Math.min(earliestMs, listeningAtMs);
  }
  return overtaken;
}

/** Forked before the load, and listens only after it began, if at all: a spare, whose turn the next end is. */
const standsBy = ({ forkedAtMs, listeningAtMs }: Life, { loadFromMs }: Phases): boolean =>
  forkedAtMs < loadFromMs && (listeningAtMs ?? Infinity) > loadFromMs;

const beginsAnEnd: ReadonlySet<RunEvent['kind']> = new Set([
  'worker-recycled',
  'worker-killed',
  'worker-closed',
  'worker-disconnected',
  'worker-exited',
]);
