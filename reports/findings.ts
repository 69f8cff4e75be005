import { excuseOf, exitStatus, explain } from '../harness/exit-status.js';
import type { Expectation, Judged, Finding as Judgement, RunRecord } from '../harness/record.js';

/**
 * How a finding counts for whoever started the run: it `holds`; it `fails` (status 1); it is `unshown` (status 2); or it stands
 * `aside`, said and not counted.
 */
export type Standing = 'holds' | 'fails' | 'unshown' | 'aside';

/** One thing that a run says, for reports in which each stands by itself. */
export interface Finding {
  /** The check's name, or `run` for what concerns the run as a whole. */
  name: string;
  standing: Standing;
  sentence: string;
  /** `null` where no check says it. */
  check: Judgement | null;
}

/**
 * What a record says, one finding a check and one for the run as a whole where there is something to say of it. Together they
 * say what `exitStatus` says: some finding `fails` exactly where that is 1, and where it is 2 none does and some is `unshown`.
 * So a control whose named check failed, as it should, has nothing in it that looks like a failure.
 */
export function findingsOf(record: Judged): Finding[] {
  const findings = record.expectation === null ? record.checks.map(ofTarget) : ofControl(record, record.expectation);
  return [...findings, ...ofRun(record, findings)];
}

/** What no check says: a doubt, a ledger that does not balance, no checks at all, a control without its named check. */
function ofRun(record: Judged, findings: readonly Finding[]): Finding[] {
  const { doubts, expectation } = record;
  const about = (standing: Standing, sentence: string): Finding[] => [{ name: 'run', standing, sentence, check: null }];
  const status = exitStatus(record);
  const due = ([null, 'fails', 'unshown'] as const)[status];
  if (due !== null && findings.every(({ standing }) => standing !== due)) {
    const why = explain(record);
    return about(due, [why, ...doubts.filter((doubt) => !why.includes(doubt))].join(' '));
  }
  if (doubts.length === 0) return [];
  return about(status === 0 || expectation !== null ? 'aside' : 'unshown', `In doubt: ${doubts.join(' ')}`);
}

const ofTarget = (check: Judgement): Finding => {
  const standing = ({ pass: 'holds', fail: 'fails', inconclusive: 'unshown' } as const)[check.status];
  return { name: check.name, standing, sentence: check.summary, check };
};

/** Of a target that is broken on purpose. */
function ofControl(record: RunRecord, expectation: Expectation): Finding[] {
  const excuse = excuseOf(record);
  return record.checks.map((check) => ofCheck(check, expectation, excuse));
}

function ofCheck(check: Judgement, { fails, consequences }: Expectation, excuse: string | null): Finding {
  const { name, status, summary } = check;
  const finding = (standing: Standing, sentence: string): Finding => ({ name, standing, sentence, check });
  if (name === fails) {
    if (status === 'fail') return finding('holds', `Failed, as it should on this broken target: ${summary}`);
    if (status === 'inconclusive' && name === 'exercised') {
      return finding('holds', `Inconclusive, as it should be: ${summary}`);
    }
    const missed = (standing: Standing, how: string): Finding =>
      finding(standing, `Should have failed on this broken target, but ${how}`);
    if (status === 'inconclusive') return missed('unshown', `could not be judged: ${summary}`);
    return excuse === null ? missed('fails', `passed: ${summary}`) : missed('unshown', excuse);
  }
  if (status === 'inconclusive') return finding('aside', summary);
  if (status === 'pass') return finding('holds', summary);
  if (consequences.some((each) => each === name))
    return finding('holds', `Failed too, as may come of the same defect: ${summary}`);
  return finding('fails', `Should not have failed on this target: ${summary}`);
}
