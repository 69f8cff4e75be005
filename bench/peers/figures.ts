import { Roster } from '../../harness/history/roster.js';
import type { CheckName, Death, Evidence, RunRecord, Status } from '../../harness/record.js';

/** What one run says of a supervisor. `null` where there was nothing to measure. */
export interface Figures {
  verdict: Status;
  /** The checks that were not passed. */
  notPassed: CheckName[];
  deaths: number;
  /** Requests that got no answer, over the whole run. */
  unanswered: number;
  lostPerDeath: number | null;
  /** How far the highest worker was over the ceiling, as a share of it. */
  overshoot: number | null;
  withoutWorkerMs: number;
  /** From a worker's exit to its replacement's listening. */
  exitToServingMs: { median: number; slowest: number } | null;
  /** Deaths after which none ever came, though there was time. */
  neverReplaced: number;
}

/** The figures of a record. Pure. */
export function figuresOf(record: RunRecord): Figures {
  const { verdict, checks, deaths, ledger, ceiling, settings, supervision } = record;
  const unanswered = ledger.lost + ledger.timedOut;
  return {
    verdict,
    notPassed: checks.filter(({ status }) => status !== 'pass').map(({ name }) => name),
    deaths: supervision.deaths,
    unanswered,
    lostPerDeath: supervision.deaths === 0 ? null : unanswered / supervision.deaths,
    overshoot:
      settings.ceilingBytes === null || ceiling.highestRssBytes === null
        ? null
        : Math.max(0, ceiling.highestRssBytes / settings.ceilingBytes - 1),
    withoutWorkerMs: withoutWorkerMs(record),
    exitToServingMs: exitToServing(deaths),
    neverReplaced: Math.max(0, deaths.filter(({ reforkMs }) => reforkMs === null).length - supervision.owed),
  };
}

function exitToServing(deaths: readonly Death[]): Figures['exitToServingMs'] {
  const times = deaths.flatMap(({ reforkMs }) => reforkMs ?? []).toSorted((a, b) => a - b);
  const slowest = times.at(-1);
  return slowest === undefined ? null : { median: times[Math.floor((times.length - 1) / 2)] as number, slowest };
}

/** For how long of the load no worker listened on the tested port. */
export function withoutWorkerMs({
  events,
  settings: { port },
  phases: { loadFromMs, loadUntilMs },
}: Pick<Evidence, 'events' | 'settings' | 'phases'>): number {
  const roster = new Roster(port);
  let withoutMs = 0;
  let sinceMs = 0;
  const inOrder = events.toSorted((a, b) => a.atMs - b.atMs);
  const passUntil = (atMs: number): void => {
    const span = Math.min(atMs, loadUntilMs) - Math.max(sinceMs, loadFromMs);
    if (roster.serving() === 0 && span > 0) withoutMs += span;
    sinceMs = atMs;
  };
  for (const event of inOrder) {
    passUntil(event.atMs);
    roster.apply(event);
  }
  passUntil(loadUntilMs);
  return withoutMs;
}
