import type { Death, Phases, RunEvent, Supervision } from '../record.js';
import { busiestWindow } from './busiest-window.js';
import { chronological, isDuringLoad } from './chronology.js';
import { listeningDuring } from './listening.js';
import { earliest } from './lives.js';
import type { Life } from './roster.js';
import { stallsOf, watchedMs } from './stalls.js';
import { type Succession, successionOf } from './succession.js';

/**
 * How the number of workers was kept during the load. Of the forks, those count that answer a death among `deaths`, and those
 * nobody asked for; not one that answers an end of before the load or one still under way when it stopped. So a good
 * supervisor's `forks` lie between `deaths - owed` and `deaths`.
 *
 * `owed` are the deaths of the last `reforkWithinMs` that were watched, whose replacement did not listen yet, and the stillborn that no fork had
 * answered: whether their supervisor backs off or has given up cannot be told from here, and other checks catch the latter.
 */
export function supervisionOf(
  events: readonly RunEvent[],
  port: number,
  phases: Phases,
  deaths: readonly Death[],
  reforkWithinMs = 1000,
): Supervision {
  const succession = successionOf(events, port, phases);
  const forks = forksDuring(phases, succession);
  const answered = new Set(forks.map(({ answers }) => answers?.worker));
  const stalls = stallsOf(events);
  const isOwed = ({ worker, stillborn, atMs }: Death): boolean => {
    if (atMs.listening !== null && atMs.listening <= phases.loadUntilMs) return false;
    const wasDue = watchedMs(stalls, atMs.exit, phases.loadUntilMs) >= reforkWithinMs;
    return !wasDue || (stillborn && !answered.has(worker));
  };
  const stillbornAtMs = deaths.filter(({ stillborn }) => stillborn).map(({ atMs }) => atMs.exit);
  return {
    ...listeningDuring(chronological(events), port, phases),
    forks: countForks(forks, succession.lives, phases, deaths),
    deaths: deaths.length,
    owed: deaths.filter(isOwed).length,
    stillborn: stillbornAtMs.length,
    mostStillbornIn10s: busiestWindow(stillbornAtMs, 10_000),
  };
}

interface Fork {
  /** The worker whose end it answers, or `null` if nobody asked for it. */
  answers: Life | null;
}

const forksDuring = (phases: Phases, { lives, predecessorOf }: Succession): Fork[] =>
  lives.filter(({ forkedAtMs }) => isDuringLoad(phases, forkedAtMs)).map((life) => ({ answers: predecessorOf(life) }));

function countForks(forks: readonly Fork[], lives: readonly Life[], phases: Phases, deaths: readonly Death[]): number {
  const died = new Set(deaths.map(({ worker }) => worker));
  const answered = new Set(forks.map(({ answers }) => answers));
  const forDeaths = forks.filter(({ answers }) => answers !== null && died.has(answers.worker)).length;
  const unasked = forks.filter(({ answers }) => answers === null || !wasGoing(answers, phases)).length;
  // A supervisor that forks first has forked for these, and was about to send them away when the load stopped.
  const aboutToGo = lives.filter(
    (life) => wasGoing(life, phases) && isThereAtEnd(life, phases) && !answered.has(life),
  ).length;
  return forDeaths + Math.max(0, unasked - aboutToGo);
}

const isThereAtEnd = ({ exitedAtMs }: Life, { loadUntilMs }: Phases): boolean =>
  exitedAtMs === null || exitedAtMs > loadUntilMs;

/** It was over the ceiling, or its end had begun, before the load stopped. */
function wasGoing(life: Life, { loadUntilMs }: Phases): boolean {
  const { crossedAtMs, recycledAtMs, killedAtMs, closedAtMs, disconnectedAtMs, exitedAtMs } = life;
  const sinceMs = earliest(crossedAtMs, recycledAtMs, killedAtMs, closedAtMs, disconnectedAtMs, exitedAtMs);
  return sinceMs !== null && sinceMs <= loadUntilMs;
}
