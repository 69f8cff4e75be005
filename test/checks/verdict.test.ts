import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountedFor, balances } from '../../harness/checks/balance.js';
import { exercised, refork } from '../../harness/checks/index.js';
import { judge, worst } from '../../harness/checks/verdict.js';
import type { Check, Status } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';

const saying = (status: Status): Check => ({
  name: 'orphans',
  limits: {},
  judge: () => ({ status, observed: null, limit: null, unit: '', summary: `It is ${status}.` }),
});
const of = (...statuses: Status[]) => judge(anEvidence(), statuses.map(saying)).verdict;

test('the verdict is the worst: a failure, then what could not be shown, then a pass', () => {
  expect(of('pass', 'pass')).toBe('pass');
  expect(of('pass', 'inconclusive', 'pass')).toBe('inconclusive');
  expect(of('pass', 'inconclusive', 'fail')).toBe('fail');
});

test('no checks are inconclusive', () => {
  expect(of()).toBe('inconclusive');
});

test('the worst of many is the worst of the parts it is split into', () => {
  const statuses = fc.array(fc.constantFrom<Status>('pass', 'fail', 'inconclusive'), { minLength: 1 });
  fc.assert(
    fc.property(statuses, statuses, (some, others) => {
      expect(worst([worst(some), worst(others)])).toBe(worst([...others, ...some]));
    }),
  );
});

test('a doubt about the run takes back a pass, not a failure', () => {
  const evidence = anEvidence({ doubts: ['The load generator was starved.'] });
  expect(judge(evidence, [saying('pass')]).verdict).toBe('inconclusive');
  expect(judge(evidence, [saying('fail')]).verdict).toBe('fail');
});

test('a ledger that does not balance takes back a pass, not a failure', () => {
  const evidence = anEvidence({ ledger: { sent: 1 } });
  expect(judge(evidence, [saying('pass')]).verdict).toBe('inconclusive');
  expect(judge(evidence, [saying('fail')]).verdict).toBe('fail');
});

test('a check that throws is inconclusive with its message, and the others are still judged', () => {
  const broken: Check = {
    name: 'loss',
    limits: { perExit: 1 },
    judge() {
      throw new TypeError('deaths is not iterable');
    },
  };
  const { verdict, checks } = judge(anEvidence(), [broken, refork({ withinMs: 1000 })]);
  expect(verdict).toBe('inconclusive');
  expect(checks[0]).toEqual({
    name: 'loss',
    limits: { perExit: 1 },
    status: 'inconclusive',
    observed: null,
    limit: null,
    unit: '',
    summary: 'This check could not judge: deaths is not iterable',
  });
  expect(checks[1]?.status).toBe('pass');
});

test('each result carries the name and the limits that made it', () => {
  const [first, second] = judge(anEvidence(), [exercised({ deaths: 4 }), refork({ withinMs: 50 })]).checks;
  expect(first).toMatchObject({ name: 'exercised', limits: { deaths: 4 }, status: 'pass' });
  expect(second).toMatchObject({ name: 'refork', limits: { withinMs: 50 }, status: 'fail' });
});

test('a ledger balances exactly when each request is in one place', () => {
  const places = fc.record({
    answered2xx: fc.nat(),
    answeredNon2xx: fc.nat(),
    lost: fc.nat(),
    timedOut: fc.nat(),
    superseded: fc.nat(),
    inFlight: fc.nat(),
  });
  fc.assert(
    fc.property(places, fc.constantFrom(-1, 0, 1), (where, off) => {
      const sent = Object.values(where).reduce((sum, n) => sum + n, 0);
      expect(balances({ ...where, sent: sent + off })).toBe(off === 0);
      expect(accountedFor({ ...where, sent: 0 })).toBe(sent);
    }),
  );
});
