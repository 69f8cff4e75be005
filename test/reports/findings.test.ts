import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worst } from '../../harness/checks/verdict.js';
import { exitStatus } from '../../harness/exit-status.js';
import { type CheckName, type CheckResult, checkNames, type RunRecord, type Status } from '../../harness/record.js';
import { findingsOf } from '../../reports/findings.js';
import { aRecord } from '../a-record.js';

const said = (name: CheckName, status: Status): CheckResult => ({
  ...{ name, status, limits: {}, observed: null, limit: null, unit: '' },
  summary: `The ${name} sentence.`,
});
const expectation = { fails: 'refork', consequences: ['capacity'] } satisfies RunRecord['expectation'];
const told = (record: RunRecord) => findingsOf(record).map(({ name, standing }) => [name, standing]);

describe('of a target', () => {
  it('a check that passed holds, one that failed fails, one that could not judge is unshown', () => {
    const checks = [said('refork', 'pass'), said('loss', 'fail'), said('ceiling', 'inconclusive')];
    expect(told(aRecord({ verdict: 'fail', checks }))).toEqual([
      ['refork', 'holds'],
      ['loss', 'fails'],
      ['ceiling', 'unshown'],
    ]);
  });

  it('doubts about the run are one finding, which tells them all', () => {
    const record = aRecord({
      verdict: 'inconclusive',
      doubts: ['It was cut off.', 'The disk was full.'],
      checks: [said('refork', 'pass')],
    });
    expect(findingsOf(record).at(-1)).toEqual({
      ...{ name: 'run', standing: 'unshown', check: null },
      sentence: 'Inconclusive: It was cut off. The disk was full.',
    });
  });

  it('a ledger that does not balance is unshown, though every check passed', () => {
    const record = aRecord({ verdict: 'inconclusive', ledger: { sent: 1 } });
    expect(findingsOf(record).at(-1)).toMatchObject({
      ...{ name: 'run', standing: 'unshown' },
      sentence: 'Inconclusive: the ledger does not account for every request.',
    });
  });
});

describe('of a control', () => {
  const control = (...checks: CheckResult[]) => aRecord({ verdict: 'fail', expectation, checks });

  it('the named check holds by failing, and so do its consequences', () => {
    const record = control(said('refork', 'fail'), said('capacity', 'fail'), said('loss', 'inconclusive'));
    expect(told(record)).toEqual([
      ['refork', 'holds'],
      ['capacity', 'holds'],
      ['loss', 'aside'],
    ]);
    expect(findingsOf(record)[0]?.sentence).toBe('Failed, as it should on this broken target: The refork sentence.');
  });

  it('the named check fails by passing', () => {
    expect(findingsOf(control(said('refork', 'pass')))).toMatchObject([
      { standing: 'fails', sentence: 'Should have failed on this broken target, but passed: The refork sentence.' },
    ]);
  });

  it('the named check is unshown by passing where its defect need not have shown, and says why', () => {
    expect(findingsOf(control(said('exercised', 'inconclusive'), said('refork', 'pass')))[1]).toMatchObject({
      standing: 'unshown',
      sentence:
        'Should have failed on this broken target, but too little was done to the target: The exercised sentence.',
    });
  });

  it('a check that nobody declared fails by failing', () => {
    expect(told(control(said('refork', 'fail'), said('loss', 'fail')))).toEqual([
      ['refork', 'holds'],
      ['loss', 'fails'],
    ]);
  });

  it('a named check that is not there is unshown', () => {
    expect(told(control(said('loss', 'pass')))).toEqual([
      ['loss', 'holds'],
      ['run', 'unshown'],
    ]);
  });
});

it('the findings of any judged run say what its exit status says, each under a name of its own', () => {
  const status = fc.constantFrom<Status>('pass', 'fail', 'inconclusive');
  const judged = fc.record({
    checks: fc.uniqueArray(fc.record({ name: fc.constantFrom(...checkNames), status }), { selector: (c) => c.name }),
    control: fc.constantFrom<CheckName | null>(null, 'refork', 'exercised'),
    doubts: fc.constantFrom<string[]>([], ['It was cut off.'], ['It was cut off.', 'And more.']),
    balances: fc.boolean(),
    longestStallMs: fc.constantFrom(0, 3174),
  });
  fc.assert(
    fc.property(judged, ({ checks, control, doubts, balances, longestStallMs }) => {
      const doubtful = doubts.length > 0 || !balances;
      const statuses = checks.map((check) => check.status);
      const record = aRecord({
        verdict: worst(doubtful ? [...statuses, 'inconclusive'] : statuses),
        checks: checks.map((check) => said(check.name, check.status)),
        expectation: control === null ? null : { ...expectation, fails: control },
        doubts,
        contention: { longestStallMs },
        ...(balances ? {} : { ledger: { sent: 1 } }),
      });
      const findings = findingsOf(record);
      const has = (standing: string) => findings.some((finding) => finding.standing === standing);
      expect(has('fails') ? 1 : has('unshown') ? 2 : 0).toBe(exitStatus(record));
      expect(new Set(findings.map(({ name }) => name)).size).toBe(findings.length);
    }),
    { numRuns: 1000 },
  );
});
