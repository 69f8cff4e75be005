import type { Death, Evidence, Judgement, Ledger } from '../record.js';
import { count, ms, whole } from '../words/format.js';
import { accountedFor, balances } from './balance.js';
import { defineCheck } from './define-check.js';
import { type Figure, failUnless, inconclusive, pass } from './judgement.js';
import { amount, optional } from './limits.js';
import { standstill } from './starvation.js';

/**
 * No death cost more than `perExit` requests, or `perConnection` for each connection of the load where that is not given; and at most `unattributed` (0 unless given) failed that no death explains.
 * Among the latter are requests that timed out: their connection never ended, so no death can be charged with them, and to
 * the client a hung request is a lost one. Without either only the unexplained ones are judged.
 * Requests that waited for longer than the timeout when the load stopped make a pass inconclusive.
 * What is lost in a run in which the harness stood still for long is inconclusive: the target may have as well, and both of them
 * find deadlines passed that neither could keep.
 */
export const loss = defineCheck(
  'loss',
  { perExit: optional(amount), perConnection: optional(amount), unattributed: optional(amount) },
  ({ perExit: perExitGiven, perConnection, unattributed = 0 }, evidence) => {
    const { ledger, deaths, leftOut, settings } = evidence;
    const perExit = perExitGiven ?? (perConnection === undefined ? undefined : perConnection * settings.connections);
    if (!balances(ledger)) {
      const sums = `${count(ledger.sent, 'request')} sent, ${whole(accountedFor(ledger))} accounted for`;
      return inconclusive(`The ledger does not balance (${sums}), so its losses cannot be trusted.`);
    }
    if (ledger.sent === 0) return inconclusive('No request was sent.');

    const unexplained = ledger.unattributed + ledger.timedOut;
    const unexplainedFigure = { observed: unexplained, limit: unattributed, unit: 'requests no death explains' };
    if (unexplained > unattributed) {
      const summary = `${without(ledger)}; at most ${unattributed} may fail without a death`;
      return failUnless(standstill(evidence), unexplainedFigure, summary);
    }
    if (perExit === undefined)
      return overdue(evidence, unexplainedFigure) ?? pass(unexplainedFigure, `${without(ledger)}.`);

    const dearest = mostCostly(deaths);
    const figure = { observed: dearest?.lostRequests ?? null, limit: perExit, unit: 'requests per death' };
    if (dearest === undefined) return inconclusive(`No worker died, so no death could cost a request.`, figure);
    const cost = `${count(dearest.lostRequests, 'request')}`;
    if (dearest.lostRequests > perExit) {
      const over = deaths.filter((death) => death.lostRequests > perExit).length;
      const howMany = `${over} of ${count(deaths.length, 'death')} cost more than the ${perExit} allowed`;
      return failUnless(standstill(evidence), figure, `${howMany}; the death of worker ${dearest.worker} cost ${cost}`);
    }
    if (leftOut.deaths > 0) {
      const kept = `The ${count(deaths.length, 'death')} on record cost at most ${cost} each`;
      return inconclusive(`${kept}, but ${leftOut.deaths} more were left out of it.`, figure);
    }
    const open = overdue(evidence, figure);
    if (open !== null) return open;
    const atMost =
      dearest.lostRequests === 0 ? 'cost no request' : `cost at most ${cost} each (allowed are ${perExit})`;
    return pass(figure, `${count(deaths.length, 'death')} ${atMost}. ${without(ledger)}.`);
  },
);

/** Requests that wait for longer than any may are as good as lost, and how many they are cannot be told. */
function overdue({ ledger, settings }: Evidence, figure: Figure): Judgement | null {
  const { inFlight, oldestInFlightMs } = ledger;
  if (inFlight === 0 || oldestInFlightMs <= settings.timeoutMs) return null;
  const waiting = `${count(inFlight, 'request was', 'requests were')} unanswered when the load stopped, the oldest for ${ms(oldestInFlightMs)}`;
  return inconclusive(
    `${waiting}; they should have timed out after ${ms(settings.timeoutMs)}, and had not yet.`,
    figure,
  );
}

const mostCostly = (deaths: readonly Death[]): Death | undefined =>
  deaths.reduce<Death | undefined>(
    (most, death) => (death.lostRequests > (most?.lostRequests ?? -1) ? death : most),
    undefined,
  );

function without({ unattributed, timedOut }: Ledger): string {
  if (unattributed + timedOut === 0) return 'No request was lost without a death, and none timed out';
  return `${count(unattributed, 'request was', 'requests were')} lost without a death, and ${whole(timedOut)} timed out`;
}
