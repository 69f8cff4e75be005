import type { Death, Phases, RunEvent, Supervision } from '../record.js';
import { busiestWindow } from './busiest-window.js';
import { chronological, isDuringLoad } from './chronology.js';
import { listeningDuring } from './listening.js';
import { earliest } from './lives.js';
import type { Life } from './roster.js';
import { type Succession, successionOf } from './succession.js';

/**
 * How the number of workers was kept during the load. Of the forks, those count that answer a death among `deaths`, and those
 * nobody asked for; not one that answers an end of before the load or one still under way when it stopped. So a good
 * supervisor's `forks` lie between `deaths - owed` and `deaths`.
 *
 * `owed` are the deaths of the last `reforkWithinMs` whose replacement did not listen yet, and the stillborn that no fork had
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
  const answered = new Set<number>();
  for (const life of succession.lives) {
    const predecessor = succession.predecessorOf(life);
    if (predecessor !== null && isDuringLoad(phases, life.forkedAtMs)) answered.add(predecessor.worker);
  }
  const isOwed = ({ worker, stillborn, atMs }: Death): boolean => {
    if (atMs.listening !== null && atMs.listening <= phases.loadUntilMs) return false;
    return atMs.exit > phases.loadUntilMs - reforkWithinMs || (stillborn && !answered.has(worker));
  };
  const stillbornAtMs = deaths.filter(({ stillborn }) => stillborn).map(({ atMs }) => atMs.exit);
  return {
    ...listeningDuring(chronological(events), port, phases),
    forks: countForks(succession, phases, deaths),
    deaths: deaths.length,
    owed: deaths.filter(isOwed).length,
    stillborn: stillbornAtMs.length,
    mostStillbornIn10s: busiestWindow(stillbornAtMs, 10_000),
  };
}

function countForks({ lives, predecessorOf }: Succession, phases: Phases, deaths: readonly Death[]): number {
  const died = new Set(deaths.map(({ worker }) => worker));
  let forks = 0;
  let unasked = 0;
  for (const life of lives) {
    if (!isDuringLoad(phases, life.forkedAtMs)) continue;
    const predecessor = predecessorOf(life);
    if (predecessor === null) unasked += 1;
    else if (died.has(predecessor.worker) || !wasGoing(predecessor, phases)) forks += 1;
  }
  // A supervisor that forks first was about to send these away when the load stopped.
  const aboutToGo = lives.filter((life) => life.state === 'serving' && wasGoing(life, phases)).length;
  return forks + Math.max(0, unasked - aboutToGo);
}

/** It was over the ceiling, or its end had begun, before the load stopped. */
function wasGoing(life: Life, { loadUntilMs }: Phases): boolean {
  const { crossedAtMs, recycledAtMs, killedAtMs, closedAtMs, disconnectedAtMs, exitedAtMs } = life;
  const sinceMs = earliest(crossedAtMs, recycledAtMs, killedAtMs, closedAtMs, disconnectedAtMs, exitedAtMs);
  return sinceMs !== null && sinceMs <= loadUntilMs;
}
