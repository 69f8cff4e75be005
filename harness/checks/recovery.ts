import { isBooting } from '../history/booting.js';
import type { Evidence } from '../record.js';
import { count, percent, whole } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { failUnless, inconclusive, inPercent, pass } from './judgement.js';
import { share } from './limits.js';
import { crowding, starvation } from './starvation.js';

/**
 * After the last fault as many workers listen as in the steady state, none of which the fault had done for, and they answer at
 * least `throughput` (a share) of what was answered each second before the fault. Needs a fault or a death to recover from.
 */
export const recovery = defineCheck('recovery', { throughput: share }, ({ throughput: wanted }, evidence) => {
  const { supervision, throughput, deaths, fault, ceiling } = evidence;
  const { steadyWorkers, listeningAtEnd, stuckAtEnd, owed } = supervision;
  const { beforePerS, afterPerS } = throughput;
  if (deaths.length === 0 && fault.struckWorkers === 0)
    return inconclusive('Nothing went wrong, so there was nothing to recover from.');
  if (steadyWorkers === 0) return inconclusive('No worker listened before the load began.');
  if (beforePerS === null || afterPerS === null) {
    const phase = beforePerS === null ? 'before the fault' : 'after the last fault';
    return inconclusive(`The load ${phase} was too short to tell its rate.`);
  }
  if (beforePerS === 0)
    return inconclusive('Nothing was answered before the fault, so there is no steady rate to return to.');

  const missing = steadyWorkers - listeningAtEnd;
  const regained = afterPerS / beforePerS;
  const replacedLater = missing <= owed + ceiling.leaving;
  const wereBack = replacedLater && onlyTheCeilingCameAfter(evidence);
  if (missing > 0 && !(wereBack && regained >= wanted)) {
    const figure = { observed: listeningAtEnd, limit: steadyWorkers, unit: 'workers' };
    const stuck =
      stuckAtEnd > 0
        ? `, and ${stuckAtEnd} that the fault had done for ${stuckAtEnd === 1 ? 'was' : 'were'} still there`
        : '';
    const summary = `At the end ${listeningAtEnd} of ${count(steadyWorkers, 'worker')} listened${stuck}`;
    if (!replacedLater) return failUnless(isMadeUpFor(missing, evidence) ? crowding(evidence) : null, figure, summary);
    return inconclusive(`${summary}, and the load stopped while a replacement was still due.`, figure);
  }

  const figure = { observed: inPercent(regained), limit: inPercent(wanted), unit: '%' };
  const rates = `${count(Math.round(afterPerS), 'answer')} a second at the end, ${whole(beforePerS)} before the fault`;
  if (regained < wanted) {
    const summary = `${rates}: ${percent(regained)} of the steady rate, and ${percent(wanted)} was asked for`;
    return failUnless(starvation(evidence), figure, summary);
  }
  const who = steadyWorkers === 1 ? 'The worker' : `All ${steadyWorkers} workers`;
  const late = steadyWorkers === 1 ? 'it' : `${missing} of them`;
  const since = missing > 0 ? `, before ${late} went at the ceiling at the very end` : '';
  const listen = missing > 0 ? 'listened' : steadyWorkers === 1 ? 'listens' : 'listen';
  return pass(figure, `${who} ${listen} again${since}; ${rates} (${percent(regained)}).`);
});

/** Replacements that still boot make up for who is missing. On a crowded machine that may take longer than is allowed. */
function isMadeUpFor(missing: number, { deaths, phases, supervision, ceiling }: Evidence): boolean {
  const booting = deaths.filter((death) => isBooting(death, phases)).length;
  return supervision.stuckAtEnd === 0 && missing <= booting + ceiling.leaving;
}

/**
 * Whether all had been back, and those who left at the ceiling since are all whose replacement is still due; nobody is stuck.
 * Who goes at the very end must not hide what was seen until then.
 */
function onlyTheCeilingCameAfter({ supervision, deaths, phases }: Evidence): boolean {
  const { allBackAtMs, stuckAtEnd, owed } = supervision;
  if (allBackAtMs === null || stuckAtEnd > 0) return false;
  const late = deaths.filter(
    ({ cause, atMs: { exit, listening } }) =>
      cause === 'ceiling' && exit >= allBackAtMs && (listening === null || listening > phases.loadUntilMs),
  );
  return owed === late.length;
}
