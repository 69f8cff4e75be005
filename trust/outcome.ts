import { exitStatus, explain } from '../harness/exit-status.js';
import { rejudge } from '../harness/record/read-record.js';
import type { RunRecord } from '../harness/record.js';
import type { Truth } from './pairs.js';

/**
 * How a run's verdict stands to what is known of its pair. `otherwise`: judged again from its record, it got another verdict.
 * `not run`: there is no verdict.
 */
export type Outcome = 'right' | 'false pass' | 'false failure' | 'inconclusive' | 'otherwise' | 'not run';

/** The verdict is not as it must be, whatever the noise. */
export const isWrong = (outcome: Outcome): boolean =>
  outcome === 'false pass' || outcome === 'false failure' || outcome === 'otherwise';

/** A verdict held against the truth, with one sentence on it, and the names of what could not be judged. */
export interface Weighed {
  outcome: Outcome;
  says: string;
  unsure: string[];
}

export function weigh(truth: Truth, record: RunRecord): Weighed {
  const unsure = record.checks.filter(({ status }) => status === 'inconclusive').map(({ name }) => name as string);
  if (record.doubts.length > 0) unsure.unshift('a doubt');
  const says = explain(record);
  return { outcome: isJudgedAlike(record) ? outcomeOf(truth, record) : 'otherwise', says, unsure };
}

function outcomeOf(truth: Truth, record: RunRecord): Outcome {
  if (truth !== 'caught') {
    if (record.verdict === 'inconclusive') return 'inconclusive';
    if (record.verdict === truth) return 'right';
    return record.verdict === 'pass' ? 'false pass' : 'false failure';
  }
  const status = exitStatus(record);
  if (status !== 1) return status === 0 ? 'right' : 'inconclusive';
  // Its own check failed and another one with it, which the defect does not explain; or its own check was fooled.
  const named = record.checks.find(({ name }) => name === record.expectation?.fails);
  return named?.status === 'pass' ? 'false pass' : 'false failure';
}

/** Whether the saved record gets exactly the verdict and the checks that it holds. */
export function isJudgedAlike(record: RunRecord): boolean {
  const { verdict, checks } = rejudge(record);
  return JSON.stringify({ verdict, checks }) === JSON.stringify({ verdict: record.verdict, checks: record.checks });
}
