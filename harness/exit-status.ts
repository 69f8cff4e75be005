import { starvation } from './checks/starvation.js';
import type { Expectation, Finding, Judged, RunRecord, Status } from './record.js';
import { count } from './words/format.js';

/** How a run ended for whoever started it: as it should, not so, or undecided, and why in one sentence. */
interface Outcome {
  status: 0 | 1 | 2;
  sentence: string;
}

/**
 * 0 when the target passed, 1 when it failed, 2 when nothing failed but something could not be shown. For a control, 0 when
 * the named check failed and nothing else did but its declared consequences; 2 when the named check could not be judged, or
 * passed where the defect need not have shown. `exercised` cannot fail, as it judges what was done to the target: a control
 * that names it must come out inconclusive.
 */
export const exitStatus = (record: Judged): 0 | 1 | 2 => outcomeOf(record).status;

/** One sentence for the end of a run: how it ended and why. */
export const explain = (record: Judged): string => outcomeOf(record).sentence;

/**
 * Why a control's defect need not have shown, so that a check which passed all the same was not fooled; `null` if it had to:
 * nothing puts the run in doubt, enough was done to the target, and the machine held nobody up.
 */
export function excuseOf(record: RunRecord): string | null {
  const { doubts, checks } = record;
  const [doubt] = doubts;
  if (doubt !== undefined) return `the run is in doubt: ${doubt}`;
  const undone = withStatus(checks, 'inconclusive').find(({ name }) => name === 'exercised');
  if (undone !== undefined) return `too little was done to the target: ${undone.summary}`;
  const starved = starvation(record);
  return starved === null ? null : `passed, and ${starved}.`;
}

/** What a control is for, in one sentence. */
export function aboutControl({ fails, consequences }: Expectation): string {
  const also = consequences.length === 0 ? '' : `, and ${consequences.join(', ')} may fail with it`;
  return fails === 'exercised'
    ? `This is a control: nothing happens in it on purpose, so it must be inconclusive, which exercised says${also}.`
    : `This is a control: its server is broken on purpose, and the check ${fails} must catch it${also}.`;
}

const outcomeOf = (record: Judged): Outcome =>
  record.expectation === null ? ofTarget(record) : ofControl(record, record.expectation);

function ofTarget(record: Judged): Outcome {
  const { verdict, checks, doubts } = record;
  const failed = withStatus(checks, 'fail');
  const [first] = failed;
  if (verdict === 'fail') {
    const which = `${failed.length} of ${count(checks.length, 'check')} failed (${names(failed)})`;
    return { status: 1, sentence: first === undefined ? 'Failed.' : `Failed: ${which}. ${first.summary}` };
  }
  if (verdict === 'inconclusive') {
    return { status: 2, sentence: `Inconclusive: ${doubts[0] ?? firstUnshown(checks)}` };
  }
  return { status: 0, sentence: `Passed: ${checks.length === 1 ? 'the check' : `all ${checks.length} checks`} held.` };
}

function ofControl(record: RunRecord, { fails, consequences }: Expectation): Outcome {
  const { checks } = record;
  const undeclared = withStatus(checks, 'fail').filter(
    ({ name }) => name !== fails && consequences.every((each) => each !== name),
  );
  const [surprise] = undeclared;
  if (surprise !== undefined) {
    const sentence = `Only ${fails} should have failed on this broken target, but ${names(undeclared)} failed: ${surprise.summary}`;
    return { status: 1, sentence };
  }
  const named = checks.filter(({ name }) => name === fails);
  const asItShould = named.find(({ status }) => status === 'fail');
  if (asItShould !== undefined) return { status: 0, sentence: `${fails} failed, as it should: ${asItShould.summary}` };
  const unshown = named.find(({ status }) => status === 'inconclusive');
  if (unshown !== undefined && fails === 'exercised') {
    return { status: 0, sentence: `exercised is inconclusive, as it should be: ${unshown.summary}` };
  }
  if (unshown !== undefined) {
    return { status: 2, sentence: `${fails} should have failed, but could not be judged: ${unshown.summary}` };
  }
  const [passed] = named;
  if (passed === undefined)
    return { status: 2, sentence: `${fails} should have failed, but was not among the checks.` };
  const excuse = excuseOf(record);
  if (excuse !== null) return { status: 2, sentence: `${fails} should have failed, but ${excuse}` };
  return { status: 1, sentence: `${fails} should have failed on this broken target, but passed: ${passed.summary}` };
}

const withStatus = (checks: readonly Finding[], status: Status): Finding[] =>
  checks.filter((check) => check.status === status);

const names = (checks: readonly Finding[]): string => checks.map(({ name }) => name).join(', ');

/** Without any inconclusive check or doubt, the verdict came of no checks or of the ledger. */
function firstUnshown(checks: readonly Finding[]): string {
  const [first] = withStatus(checks, 'inconclusive');
  if (first !== undefined) return `${first.name}: ${first.summary}`;
  return checks.length === 0 ? 'nothing was checked.' : 'the ledger does not account for every request.';
}
