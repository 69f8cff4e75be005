import type { RunEvent, RunRecord, Series, Settings } from '../../harness/record.js';

/** How far a run is that goes on. */
export type Stage = 'starting' | 'steady' | 'fault' | 'recovery' | 'stopping';

/** All that is known of a run while it goes on. */
export interface LiveRun {
  scenario: string;
  story: string;
  /** ISO 8601. */
  startedAt: string;
  stage: Stage;
  /** Now, since the run began. */
  atMs: number;
  /** The load's planned length, and how much of it is over. */
  loadMs: number;
  loadedMs: number;
  ceilingBytes: number | null;
  enforce: Settings['enforce'];
  answered: number;
  lost: number;
  events: RunEvent[];
  series: Series;
}

/**
 * What is new: the end of the events and of the series. It says where both begin, so that a page that has some of it already
 * has nothing twice.
 */
export type LiveNews = Pick<
  LiveRun,
  'stage' | 'atMs' | 'loadMs' | 'loadedMs' | 'ceilingBytes' | 'answered' | 'lost' | 'events' | 'series'
> & {
  /** The index of the first of `events`. */
  fromEvent: number;
  /** The bucket with which every list of `series` begins. */
  fromBucket: number;
};

/** What the live server tells a page, each as the data of one server-sent event. */
export type LiveMessage =
  /** No run has begun yet. */
  | { kind: 'waiting' }
  | { kind: 'run'; run: LiveRun }
  | { kind: 'news'; news: LiveNews }
  /** The run is over and judged. */
  | { kind: 'record'; record: RunRecord }
  /** The run is over and there is no record: why, in a sentence. */
  | { kind: 'broken-off'; reason: string };

/** `run` with what is new laid over it. Both are left as they were. */
export function withNews(run: LiveRun, { events, fromEvent, series, fromBucket, ...now }: LiveNews): LiveRun {
  return {
    ...run,
    ...now,
    events: [...run.events.slice(0, fromEvent), ...events],
    series: spliced(run.series, series, fromBucket),
  };
}

/** `series` up to a bucket, and `end` from there on. */
function spliced(series: Series, end: Series, fromBucket: number): Series {
  const join = <T>(before: readonly T[], after: readonly T[], empty: T): T[] => {
    const kept = before.slice(0, fromBucket);
    while (kept.length < fromBucket) kept.push(empty);
    return [...kept, ...after];
  };
  const rssBytes = { ...series.rssBytes };
  for (const [pid, after] of Object.entries(end.rssBytes)) rssBytes[pid] = join(rssBytes[pid] ?? [], after, null);
  return {
    everyMs: end.everyMs,
    rssBytes,
    answered: join(series.answered, end.answered, 0),
    lost: join(series.lost, end.lost, 0),
    listening: join(series.listening, end.listening, 0),
    p50Ms: join(series.p50Ms, end.p50Ms, null),
    p99Ms: join(series.p99Ms, end.p99Ms, null),
    probesAnswered: join(series.probesAnswered, end.probesAnswered, 0),
    probesFailed: join(series.probesFailed, end.probesFailed, 0),
  };
}
