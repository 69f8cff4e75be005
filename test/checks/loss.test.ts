import { expect, test } from 'vitest';
import { loss } from '../../harness/checks/index.js';
import { aDeath, anEvidence } from '../a-record.js';

const oneDear = [aDeath({ worker: 1, lostRequests: 3 }), aDeath({ worker: 2, lostRequests: 9 })];
const dear = () => anEvidence({ deaths: oneDear, ledger: { lost: 12 } });

test('deaths within their allowance pass with the dearest', () => {
  expect(loss({ perExit: 9 }).judge(dear())).toEqual({
    status: 'pass',
    observed: 9,
    limit: 9,
    unit: 'requests per death',
    summary:
      '2 deaths cost at most 9 requests each (allowed are 9). No request was lost without a death, and none timed out.',
  });
});

test('deaths that cost nothing say so', () => {
  expect(loss({ perExit: 0 }).judge(anEvidence()).summary).toMatch(/^4 deaths cost no request\./);
});

test('one death above the allowance fails', () => {
  const three = anEvidence({ deaths: [...oneDear, aDeath({ worker: 3, lostRequests: 8 })], ledger: { lost: 20 } });
  expect(loss({ perExit: 8 }).judge(three).summary).toMatch(/^1 of 3 deaths/);
  expect(loss({ perExit: 8 }).judge(dear())).toMatchObject({
    status: 'fail',
    observed: 9,
    limit: 8,
    summary: '1 of 2 deaths cost more than the 8 allowed; the death of worker 2 cost 9 requests.',
  });
});

test('a request lost without a death fails even when no worker died', () => {
  const evidence = anEvidence({ deaths: [], ledger: { lost: 1, unattributed: 1 } });
  expect(loss({ perExit: 20 }).judge(evidence)).toMatchObject({
    status: 'fail',
    observed: 1,
    limit: 0,
    summary: '1 request was lost without a death, and 0 timed out; at most 0 may fail without a death.',
  });
});

test('requests that hang until they time out fail', () => {
  expect(loss({ perExit: 20 }).judge(anEvidence({ ledger: { timedOut: 2 } }))).toMatchObject({
    status: 'fail',
    observed: 2,
  });
});

test('lost and hung requests share one allowance', () => {
  const evidence = anEvidence({ ledger: { lost: 2, unattributed: 2, timedOut: 3 } });
  expect(loss({ unattributed: 5 }).judge(evidence).status).toBe('pass');
  expect(loss({ unattributed: 4 }).judge(evidence).status).toBe('fail');
  const asMany = anEvidence({ ledger: { lost: 2, unattributed: 2, timedOut: 2 } });
  expect(loss({ unattributed: 4 }).judge(asMany).summary).toBe(
    '2 requests were lost without a death, and 2 timed out.',
  );
});

test('without an allowance for each exit only the unexplained are judged', () => {
  expect(loss({ unattributed: 0 }).judge(dear()).status).toBe('pass');
  expect(loss().judge(anEvidence({ deaths: [] })).status).toBe('pass');
});

test('an allowance for each exit is inconclusive when no worker died', () => {
  expect(loss({ perExit: 5 }).judge(anEvidence({ deaths: [] })).status).toBe('inconclusive');
});

test('a ledger that does not balance is inconclusive, whatever it says', () => {
  const { status, summary } = loss({ perExit: 0 }).judge(anEvidence({ ledger: { sent: 20_021, timedOut: 5 } }));
  expect(status).toBe('inconclusive');
  expect(summary).toContain('20,021 requests sent, 20,025 accounted for');
});

test('nothing sent is inconclusive', () => {
  const evidence = anEvidence({ ledger: { answered2xx: 0, superseded: 0, inFlight: 0 } });
  expect(loss().judge(evidence).status).toBe('inconclusive');
});

test('deaths left out of the record leave a pass open, but no failure', () => {
  const leftOut = { deaths: 3 };
  expect(loss({ perExit: 5 }).judge(anEvidence({ leftOut })).status).toBe('inconclusive');
  expect(loss({ perExit: 5 }).judge(anEvidence({ leftOut, deaths: oneDear, ledger: { lost: 12 } })).status).toBe(
    'fail',
  );
});

test('an allowance for each connection grows with the connections of the load', () => {
  const over = (connections: number) =>
    anEvidence({ deaths: oneDear, ledger: { lost: 12 }, settings: { connections } });
  expect(loss({ perConnection: 0.5 }).judge(over(18))).toMatchObject({ status: 'pass', observed: 9, limit: 9 });
  expect(loss({ perConnection: 0.5 }).judge(over(17))).toMatchObject({
    status: 'fail',
    limit: 8.5,
    summary: '1 of 2 deaths cost more than the 8.5 allowed; the death of worker 2 cost 9 requests.',
  });
  expect(loss({ perConnection: 0 }).judge(over(18)).status).toBe('fail');
});

test('an allowance for each exit stands over one for each connection, however small', () => {
  expect(loss({ perExit: 0, perConnection: 1 }).judge(dear())).toMatchObject({ status: 'fail', limit: 0 });
  expect(loss({ perExit: 9, perConnection: 0 }).judge(dear())).toMatchObject({ status: 'pass', limit: 9 });
});

test('an allowance for each connection is inconclusive when no worker died', () => {
  expect(loss({ perConnection: 1 }).judge(anEvidence({ deaths: [] }))).toMatchObject({
    status: 'inconclusive',
    limit: 20,
  });
});

test('an allowance for each connection is on record, to be judged by again', () => {
  const check = loss({ perConnection: 1 });
  expect(check.limits).toEqual({ perConnection: 1 });
  expect(loss.from(check.limits).judge(dear())).toEqual(check.judge(dear()));
});

test('what is lost in a run in which the harness stood still for long is inconclusive, and what is not passes', () => {
  const stoodStill = (longestStallMs: number, lost: number) =>
    loss({ perExit: 0 }).judge(
      anEvidence({
        deaths: [aDeath({ worker: 1, lostRequests: lost })],
        ledger: { lost },
        contention: { longestStallMs },
      }),
    );
  expect([stoodStill(500, 1).status, stoodStill(501, 1).status, stoodStill(501, 0).status]).toEqual([
    'fail',
    'inconclusive',
    'pass',
  ]);
  expect(stoodStill(2996, 1).summary).toBe(
    '1 of 1 death cost more than the 0 allowed; the death of worker 1 cost 1 request; but the harness itself was held up: a process ' +
      "of it stood still for 2,996 ms at once (at most 500 ms may be), so this may be the machine's doing.",
  );
  const unexplained = anEvidence({ ledger: { timedOut: 2 }, contention: { longestStallMs: 501 } });
  expect(loss({ perExit: 0 }).judge(unexplained)).toMatchObject({ status: 'inconclusive', observed: 2 });
});

test('requests that should have timed out and had not are no pass, for nobody knows what became of them', () => {
  const open = (oldestInFlightMs: number, limits = {}, inFlight = 41) =>
    loss(limits).judge(anEvidence({ ledger: { inFlight, oldestInFlightMs }, settings: { timeoutMs: 2000 } }));
  for (const limits of [{}, { perExit: 0 }]) {
    expect([open(2000, limits).status, open(2001, limits).status]).toEqual(['pass', 'inconclusive']);
  }
  expect(open(6502).summary).toBe(
    '41 requests were unanswered when the load stopped, the oldest for 6,502 ms; they should have timed out after 2,000 ms, and had not yet.',
  );
  expect(open(6502, {}, 1).summary).toMatch(/^1 request was unanswered/);
  expect(open(9000, {}, 0).status).toBe('pass');
});
