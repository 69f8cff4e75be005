import { expect, test } from 'vitest';
import { aboutControl, exitStatus, explain } from '../harness/exit-status.js';
import type { CheckName, CheckResult, Status } from '../harness/record.js';
import { aRecord } from './a-record.js';

const said = (name: CheckName, status: Status): CheckResult => ({
  name,
  limits: {},
  status,
  observed: null,
  limit: null,
  unit: '',
  summary: `The ${name} sentence.`,
});
const of = (...checks: CheckResult[]) => aRecord({ verdict: 'fail', checks });
const control = (...checks: CheckResult[]) =>
  aRecord({ verdict: 'fail', checks, expectation: { fails: 'refork', consequences: ['capacity', 'availability'] } });
const ended = (record: ReturnType<typeof aRecord>) => [exitStatus(record), explain(record)];

test('a target that passes ends with 0', () => {
  expect(ended(aRecord({ verdict: 'pass', checks: [said('refork', 'pass'), said('loss', 'pass')] }))).toEqual([
    0,
    'Passed: all 2 checks held.',
  ]);
  expect(explain(aRecord())).toBe('Passed: the check held.');
});

test('a target that fails ends with 1 and the first reason', () => {
  expect(ended(of(said('refork', 'fail'), said('loss', 'fail'), said('orphans', 'pass')))).toEqual([
    1,
    'Failed: 2 of 3 checks failed (refork, loss). The refork sentence.',
  ]);
});

test('a run that could not be judged ends with 2 and what was missing', () => {
  const verdict = 'inconclusive';
  expect(ended(aRecord({ verdict, checks: [said('loss', 'pass'), said('refork', 'inconclusive')] }))).toEqual([
    2,
    'Inconclusive: refork: The refork sentence.',
  ]);
  expect(ended(aRecord({ verdict, checks: [] }))).toEqual([2, 'Inconclusive: nothing was checked.']);
  expect(ended(aRecord({ verdict, ledger: { sent: 1 } }))).toEqual([
    2,
    'Inconclusive: the ledger does not account for every request.',
  ]);
});

test('a doubt about the run is told before any check', () => {
  const record = aRecord({
    verdict: 'inconclusive',
    doubts: ['The run was cut off.'],
    checks: [said('loss', 'inconclusive')],
  });
  expect(ended(record)).toEqual([2, 'Inconclusive: The run was cut off.']);
});

test('a control whose named check failed, alone or with its consequences, ends with 0', () => {
  const asItShould = 'refork failed, as it should: The refork sentence.';
  expect(ended(control(said('refork', 'fail'), said('loss', 'pass')))).toEqual([0, asItShould]);
  expect(ended(control(said('capacity', 'fail'), said('refork', 'fail'), said('loss', 'inconclusive')))).toEqual([
    0,
    asItShould,
  ]);
});

test('a control whose named check passed ends with 1', () => {
  expect(ended(control(said('refork', 'pass'), said('capacity', 'fail')))).toEqual([
    1,
    'refork should have failed on this broken target, but passed: The refork sentence.',
  ]);
  expect(exitStatus(control(said('exercised', 'pass'), said('refork', 'pass'), said('loss', 'inconclusive')))).toBe(1);
});

test('a control in which an unrelated check failed ends with 1, also when the named one did', () => {
  expect(ended(control(said('refork', 'fail'), said('loss', 'fail')))).toEqual([
    1,
    'Only refork should have failed on this broken target, but loss failed: The loss sentence.',
  ]);
  expect(exitStatus(control(said('refork', 'inconclusive'), said('loss', 'fail')))).toBe(1);
});

test('a control whose named check could not be judged ends with 2', () => {
  expect(ended(control(said('refork', 'inconclusive'), said('capacity', 'fail')))).toEqual([
    2,
    'refork should have failed, but could not be judged: The refork sentence.',
  ]);
});

test('a control whose named check was not judged at all ends with 2', () => {
  expect(ended(control(said('capacity', 'fail')))).toEqual([
    2,
    'refork should have failed, but was not among the checks.',
  ]);
});

test('a control in which nothing may happen is to be inconclusive, for exercised cannot fail', () => {
  const dud = (status: Status, ...checks: CheckResult[]) =>
    aRecord({
      verdict: 'inconclusive',
      checks: [said('exercised', status), ...checks],
      expectation: { fails: 'exercised', consequences: [] },
    });
  expect(ended(dud('inconclusive', said('refork', 'inconclusive')))).toEqual([
    0,
    'exercised is inconclusive, as it should be: The exercised sentence.',
  ]);
  expect(exitStatus(dud('pass'))).toBe(1);
  expect(exitStatus(dud('inconclusive', said('loss', 'fail')))).toBe(1);
});

test('says what a control is for', () => {
  expect(aboutControl({ fails: 'refork', consequences: ['capacity'] })).toBe(
    'This is a control: its server is broken on purpose, and the check refork must catch it, and capacity may fail with it.',
  );
  expect(aboutControl({ fails: 'refork', consequences: ['capacity', 'recovery'] })).toContain(
    ', and capacity, recovery may fail with it.',
  );
  expect(aboutControl({ fails: 'exercised', consequences: [] })).toBe(
    'This is a control: nothing happens in it on purpose, so it must be inconclusive, which exercised says.',
  );
});

test('a control that passed in a run in doubt ends with 2', () => {
  const record = control(said('refork', 'pass'));
  expect(ended({ ...record, doubts: ['The run was cut off.'] })).toEqual([
    2,
    'refork should have failed, but the run is in doubt: The run was cut off.',
  ]);
});

test('a control that passed with too little done to its target ends with 2', () => {
  expect(ended(control(said('exercised', 'inconclusive'), said('refork', 'pass')))).toEqual([
    2,
    'refork should have failed, but too little was done to the target: The exercised sentence.',
  ]);
});

test('a control that passed on a machine that held its run up ends with 2, and one in which another check failed with 1', () => {
  const heldUp = { ...control(), contention: { ...aRecord().contention, longestStallMs: 3174 } };
  expect(ended({ ...heldUp, checks: [said('refork', 'pass')] })).toEqual([
    2,
    "refork should have failed, but passed, and the harness itself was held up: a process of it stood still for 3,174 ms at once (at most 500 ms may be), so this may be the machine's doing.",
  ]);
  expect(exitStatus({ ...heldUp, checks: [said('refork', 'pass'), said('loss', 'fail')] })).toBe(1);
  expect(exitStatus({ ...heldUp, checks: [said('refork', 'fail')] })).toBe(0);
});
