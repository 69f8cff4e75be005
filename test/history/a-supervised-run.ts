import fc from 'fast-check';
import type { RunEvent } from '../../harness/record.js';
import { closed, crossed, exited, forked, listened, phases, recycled, struckDead } from './a-history.js';

/** When a supervisor forks the replacement: after the exit, as soon as the old worker is told to go, or before that. */
export type Policy = 'on-exit' | 'on-drain' | 'fork-first';

/** One end of the worker of one place of the cluster, `afterMs` after its replacement's boot was over. */
interface End {
  afterMs: number;
  way: 'crash' | 'recycle';
  /** From being told to go until the exit. */
  drainMs: number;
  /** From what the supervisor waits for until it forks. */
  delayMs: number;
}

interface Incarnation {
  forkAtMs: number;
  events: (worker: number) => RunEvent[];
}

export interface SupervisedRun {
  policy: Policy;
  events: RunEvent[];
  /** The longest that any place of the cluster was left without a listening worker after an exit during the load. */
  slowestMs: number;
}

const bootMs = 70;

const anEnd: fc.Arbitrary<End> = fc.record({
  afterMs: fc.integer({ min: 500, max: 3000 }),
  way: fc.constantFrom('crash', 'recycle'),
  drainMs: fc.integer({ min: 5, max: 400 }),
  delayMs: fc.integer({ min: 1, max: 300 }),
});

/** Runs under supervisors that replace every worker that goes, each place of the cluster by itself. */
export const aSupervisedRun: fc.Arbitrary<SupervisedRun> = fc
  .record({
    policy: fc.constantFrom<Policy>('on-exit', 'on-drain', 'fork-first'),
    places: fc.array(fc.array(anEnd, { maxLength: 8 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ policy, places }) => {
    const lived = places.map((ends, i) => live(ends, policy, 100 + i));
    return { policy, events: numbered(lived.flatMap((place) => place.incarnations)), slowestMs: slowest(lived) };
  });

const slowest = (lived: readonly { waitsMs: number[] }[]): number =>
  Math.max(0, ...lived.flatMap(({ waitsMs }) => waitsMs));

function live(
  ends: readonly End[],
  policy: Policy,
  bornAtMs: number,
): { incarnations: Incarnation[]; waitsMs: number[] } {
  const incarnations: Incarnation[] = [];
  const waitsMs: number[] = [];
  let forkAtMs = bornAtMs;
  for (const end of ends) {
    const bornMs = forkAtMs;
    // The fault never acts before the load does.
    const goneFromMs = Math.max(bornMs + bootMs, phases.faultFromMs) + end.afterMs;
    const exitAtMs = end.way === 'crash' ? goneFromMs : goneFromMs + end.drainMs;
    incarnations.push({ forkAtMs: bornMs, events: (worker) => aLife(worker, bornMs, goneFromMs, exitAtMs, end.way) });
    forkAtMs = nextFork(end, policy, goneFromMs, exitAtMs);
    const isDuringLoad = exitAtMs >= phases.loadFromMs && exitAtMs <= phases.loadUntilMs;
    if (isDuringLoad) waitsMs.push(Math.max(0, forkAtMs + bootMs - exitAtMs));
  }
  const lastMs = forkAtMs;
  incarnations.push({
    forkAtMs: lastMs,
    events: (worker) => [forked(lastMs, worker), listened(lastMs + bootMs, worker)],
  });
  return { incarnations, waitsMs };
}

function nextFork({ way, delayMs }: End, policy: Policy, goneFromMs: number, exitAtMs: number): number {
  if (policy === 'on-exit' || way === 'crash') return exitAtMs + delayMs;
  return policy === 'on-drain' ? goneFromMs + delayMs : goneFromMs - Math.min(delayMs, 150);
}

function aLife(worker: number, bornMs: number, goneFromMs: number, exitAtMs: number, way: End['way']): RunEvent[] {
  const ending =
    way === 'crash'
      ? [struckDead(goneFromMs, worker)]
      : [crossed(goneFromMs - 200, worker), recycled(goneFromMs, worker), closed(goneFromMs + 1, worker)];
  return [forked(bornMs, worker), listened(bornMs + bootMs, worker), ...ending, exited(exitAtMs, worker)];
}

/** Workers are numbered in the order of forks. */
const numbered = (incarnations: readonly Incarnation[]): RunEvent[] =>
  incarnations
    .toSorted((a, b) => a.forkAtMs - b.forkAtMs)
    .flatMap(({ events }, i) => events(i + 1))
    .sort((a, b) => a.atMs - b.atMs);

/** Any sequence of what may happen to workers, sensible or not: forks that come to nothing, exits that nobody answers. */
export const anyHistory: fc.Arbitrary<RunEvent[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom(forked, forked, listened, listened, exited, exited, closed, recycled, crossed),
      atMs: fc.integer({ min: 0, max: 11_000 }),
      worker: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 80 },
  )
  .map((happenings) => happenings.map(({ what, atMs, worker }) => what(atMs, worker)));
