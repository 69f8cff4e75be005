import type { Check, CheckResult, Evidence, Judgement, Status } from '../record.js';
import { balances } from './balance.js';
import { inconclusive } from './judgement.js';

const bySeverity: readonly Status[] = ['fail', 'inconclusive', 'pass'];

/** The worst of several: `fail`, then `inconclusive`, then `pass`. Of none: `inconclusive`, for nothing was judged. */
export const worst = (statuses: readonly Status[]): Status =>
  bySeverity.find((status) => statuses.includes(status)) ?? 'inconclusive';

/**
 * Judges a finished run. The verdict is the worst of its checks; a doubt about the whole run, or a ledger that does not
 * balance, turns a pass into inconclusive. A check that throws is inconclusive, and its summary says why.
 */
export function judge(evidence: Evidence, checks: readonly Check[]): { verdict: Status; checks: CheckResult[] } {
  const results = checks.map((check) => ({
    name: check.name,
    limits: check.limits,
    ...judgeSafely(check, evidence),
  }));
  const statuses = results.map(({ status }) => status);
  const doubtful = evidence.doubts.length > 0 || !balances(evidence.ledger);
  return { verdict: worst(doubtful ? [...statuses, 'inconclusive'] : statuses), checks: results };
}

function judgeSafely(check: Check, evidence: Evidence): Judgement {
  try {
    return check.judge(evidence);
  } catch (error) {
    return inconclusive(`This check could not judge: ${error instanceof Error ? error.message : String(error)}`);
  }
}
