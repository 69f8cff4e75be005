import { isBooting } from '../history/booting.js';
import { stallsOf, watchedMs } from '../history/stalls.js';
import type { Death, Evidence } from '../record.js';
import { count, ms } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { failUnless, inconclusive, pass } from './judgement.js';
import { amount } from './limits.js';
import { crowding, starvation } from './starvation.js';

/** A replacement that listens has at least this long to be asked, and to answer, before its silence is held against it. */
const leastTimeToAnswerMs = 1000;

/**
 * Where harness and target got too little of the machine, a replacement that boots has so many times as long. On a tenth of two
 * CPUs one took 2.9 s that else takes 0.05 s.
 */
const crowdedPatience = 3;

/**
 * Every death was followed by a replacement that listens on the tested port within `withinMs` of the exit, and that answers.
 * A death so late that its replacement still had time when the load stopped is not judged, unless the primary is gone
 * that would have forked it; time in which the harness stood still does not count. A pass is open where a death that is not
 * judged was not at the ceiling: a leak goes on to the end, but a fault is over in time for what it did to be seen mended.
 * Lateness alone, in a run in which the harness was starved of CPU, is inconclusive: the target was starved too. Nor is a replacement
 * held to be missing that still booted when the load stopped, on a machine too crowded to boot it in time.
 */
export const refork = defineCheck('refork', { withinMs: amount }, ({ withinMs }, evidence) => {
  const { deaths, phases, settings, primary, leftOut } = evidence;
  const stalls = stallsOf(evidence.events);
  const figure = (observed: number | null) => ({ observed, limit: withinMs, unit: 'ms' });
  if (deaths.length === 0) return inconclusive('No worker died, so no replacement was called for.', figure(null));

  const isCrowded = crowding(evidence) !== null;
  const mayStillCome = (death: Death): boolean => {
    if (death.reforkMs !== null || primary.died) return false;
    const waitMs = isCrowded && isBooting(death, phases) ? crowdedPatience * withinMs : withinMs;
    return watchedMs(stalls, death.atMs.exit, phases.loadUntilMs) < waitMs;
  };
  const judged = deaths.filter((death) => !mayStillCome(death));
  if (judged.length === 0) {
    return inconclusive(
      `${count(deaths.length, 'death')}, but the load stopped before a replacement was due.`,
      figure(null),
    );
  }

  const missing = judged.filter((death) => death.reforkMs === null);
  const notForked = missing.filter((death) => death.replacedBy === null);
  const notListening = missing.filter((death) => death.replacedBy !== null);
  const late = judged.filter((death) => death.reforkMs !== null && death.reforkMs > withinMs);
  const silent = answersWereSeen(evidence) ? judged.filter((death) => neverAnswers(death, evidence)) : [];
  const slowestMs = judged.reduce((slowest, death) => Math.max(slowest, death.reforkMs ?? 0), 0);

  const faults = [
    tell(notForked, (which) => `no replacement came for ${which}: none was forked`),
    tell(notListening, (which) => `a replacement was forked for ${which}, but never listened on port ${settings.port}`),
    tell(
      late,
      (which) =>
        `the replacement for ${which} came late, the slowest after ${ms(slowestMs)} (allowed are ${ms(withinMs)})`,
    ),
    tell(silent, (which) => `the replacement for ${which} listens but never answers`),
  ].filter((sentence) => sentence !== null);
  const observed = missing.length > 0 ? null : slowestMs;
  if (faults.length > 0) {
    const onlyLate = missing.length + silent.length === 0;
    const summary = `Of ${count(judged.length, 'death')}: ${faults.join('; ')}`;
    return failUnless(onlyLate ? starvation(evidence) : null, figure(observed), summary);
  }

  if (leftOut.deaths > 0) {
    const summary = `The ${count(judged.length, 'death')} on record were made good, but ${leftOut.deaths} more were left out of it.`;
    return inconclusive(summary, figure(observed));
  }
  const good =
    judged.length === 1
      ? `1 death, replaced after ${ms(slowestMs)}`
      : `${count(judged.length, 'death')}, each replaced; the slowest took ${ms(slowestMs)}`;
  const open = deaths.filter(mayStillCome);
  if (open.some(({ cause }) => cause !== 'ceiling')) {
    return inconclusive(`${good}; but ${open.length} more came too close to the end to judge.`, figure(observed));
  }
  const unjudged = open.length > 0 ? `; ${open.length} more, at the ceiling, came too close to the end to judge` : '';
  return pass(figure(observed), `${good}${unjudged}.`);
});

const tell = (deaths: Death[], sentence: (which: string) => string): string | null => {
  const [first] = deaths;
  if (first === undefined) return null;
  return sentence(
    deaths.length === 1 ? `worker ${first.worker}` : `${deaths.length} of them (first worker ${first.worker})`,
  );
};

/** Whether answers could be told apart by worker at all. Where they could not, a silence says nothing. */
const answersWereSeen = ({ events }: Evidence): boolean => events.some((event) => event.kind === 'worker-answered');

/**
 * The replacement listened, lived long enough to be asked, and gave no answer. How long is enough grows with the workers
 * that share the probes.
 */
function neverAnswers({ atMs, replacedBy }: Death, evidence: Evidence): boolean {
  const { deaths, phases, prober, supervision, events } = evidence;
  if (atMs.listening === null || atMs.firstAnswer !== null) return false;
  const exitMs = deaths.find((death) => death.worker === replacedBy)?.atMs.exit ?? phases.loadUntilMs;
  const enoughMs = Math.max(leastTimeToAnswerMs, 3 * supervision.steadyWorkers * prober.everyMs);
  return watchedMs(stallsOf(events), atMs.listening, Math.min(exitMs, phases.loadUntilMs)) >= enoughMs;
}
