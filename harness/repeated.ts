import { exitStatus } from './exit-status.js';
import type { Judged } from './record.js';
import { type AnyRecord, isStudy } from './study/study-record.js';
import { type Interval, median, medianInterval, quantile, wilson } from './uncertainty.js';

/** What several runs of the same scenario say together. */
export interface Repeated {
  /** As of a single run: 0 as it should be, 1 not so, 2 undecided. */
  status: 0 | 1 | 2;
  runs: number;
  /** Ended as they should. */
  good: number;
  /** Did not. */
  bad: number;
  /** Could not be judged. */
  undecided: number;
  /** The share of all runs that would end as they should, at 95 %. What could not be judged counts as not. */
  share: Interval;
  /** Undecided, and settled by about so many more runs like these; `null` where no number of them would settle it. */
  moreRuns: number | null;
}

/** More than these are never asked for. */
const mostRuns = 1000;

/**
 * Judges runs that were repeated. One that failed fails them all. Without any, and with some that could not be judged, it is as it
 * should be once even so most runs would end well at 95 %: as if each undecided one had failed.
 */
export function judgeRepeated(records: readonly Judged[]): Repeated {
  const statuses = records.map(exitStatus);
  const ended = (status: number): number => statuses.filter((each) => each === status).length;
  const [good, bad, undecided] = [ended(0), ended(1), ended(2)];
  const runs = records.length;
  const share = wilson(good, runs);
  const status = bad > 0 ? 1 : (undecided === 0 && runs > 0) || isMost(share) ? 0 : 2;
  return { status, runs, good, bad, undecided, share, moreRuns: status === 2 ? moreRunsFor(good, runs) : null };
}

const isMost = ({ from }: Interval): boolean => from > 0.5;

/** How many more runs, of which as many end well as so far, it takes to be sure that most do. */
function moreRunsFor(good: number, runs: number): number | null {
  if (good * 2 <= runs) return null;
  for (let all = runs + 1; all <= mostRuns; all += 1) {
    if (isMost(wilson(Math.floor((good / runs) * all), all))) return all - runs;
  }
  return null;
}

/** How a figure lies over runs or over deaths. */
export interface Distribution {
  name: string;
  unit: string;
  of: 'runs' | 'deaths';
  n: number;
  median: number;
  /** A quarter lies below it, and a quarter above. */
  middleHalf: Interval;
  /** Where the true median lies, at 95 %; `null` of fewer than six. */
  truly: Interval | null;
}

/**
 * What each check observed, over the runs; and what a death cost and took, over the deaths. Failures come in clusters, one for
 * each death, so it is the deaths that are counted, and not the requests: twenty requests lost with one worker are one
 * observation.
 */
export function distributionsOf(records: readonly AnyRecord[]): Distribution[] {
  const deaths = records.flatMap((record) => (isStudy(record) ? [] : record.deaths));
  return [
    ...observedBy(records).map(({ name, unit, observed }) => distribution(name, unit, 'runs', observed)),
    distribution(
      'lost with a death',
      'requests',
      'deaths',
      deaths.map(({ lostRequests }) => lostRequests),
    ),
    distribution(
      'exit to serving',
      'ms',
      'deaths',
      deaths.flatMap(({ reforkMs }) => (reforkMs === null ? [] : [reforkMs])),
    ),
  ].filter((each) => each !== null);
}

/** What each check observed, apart by unit: a check that fails may tell another figure than one that passes. */
export function observedBy(records: readonly Judged[]): { name: string; unit: string; observed: number[] }[] {
  const found = new Map<string, { name: string; unit: string; observed: number[] }>();
  for (const { name, unit, observed } of records.flatMap(({ checks }) => checks)) {
    if (observed === null) continue;
    const same = found.get(`${name} ${unit}`);
    if (same === undefined) found.set(`${name} ${unit}`, { name, unit, observed: [observed] });
    else same.observed.push(observed);
  }
  return [...found.values()];
}

function distribution(name: string, unit: string, of: Distribution['of'], values: number[]): Distribution | null {
  const middle = median(values);
  if (middle === null) return null;
  const middleHalf = { from: quantile(values, 0.25) ?? middle, to: quantile(values, 0.75) ?? middle };
  return { name, unit, of, n: values.length, median: middle, middleHalf, truly: medianInterval(values) };
}
