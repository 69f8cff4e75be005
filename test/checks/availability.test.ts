import fc from 'fast-check';
import { expect, test } from 'vitest';
import { availability } from '../../harness/checks/index.js';
import type { Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (prober: Part<Evidence['prober']>, limits: Parameters<typeof availability>[0] = { slo: 0.99 }) =>
  availability(limits).judge(anEvidence({ prober }));

test('an answered share at the SLO passes', () => {
  expect(judge({ answered: 495, failed: 5 })).toEqual({
    status: 'pass',
    observed: 99,
    limit: 99,
    unit: '%',
    summary: '99 % of 500 probes answered (at least 99 % promised); there was no outage.',
  });
});

test('a share below the SLO fails with the outage beside it', () => {
  const outage = { longestOutageMs: 520, longestOutageAtMs: 3100 };
  expect(judge({ answered: 474, failed: 26, ...outage })).toMatchObject({
    status: 'fail',
    observed: 94.8,
    summary:
      '94.8 % of 500 probes answered, which is less than the 99 % promised; the longest outage lasted 520 ms (from 3,100 ms on).',
  });
});

test('an outage longer than allowed fails though the SLO held', () => {
  const prober = { answered: 499, failed: 1, longestOutageMs: 301 };
  expect(judge(prober).status).toBe('pass');
  expect(judge(prober, { slo: 0.99, longestOutageMs: 300 })).toMatchObject({
    status: 'fail',
    observed: 301,
    limit: 300,
    unit: 'ms',
    summary: 'The longest outage lasted 301 ms, and 300 ms are allowed; 99.8 % of 500 probes answered.',
  });
});

test('an outage as long as allowed passes', () => {
  expect(judge({ longestOutageMs: 300 }, { slo: 0.99, longestOutageMs: 300 }).status).toBe('pass');
});

test('no probe at all is inconclusive', () => {
  expect(judge({ answered: 0, failed: 0 })).toMatchObject({ status: 'inconclusive', summary: 'No probe was sent.' });
});

test('probes that were all voided are inconclusive', () => {
  expect(judge({ answered: 0, failed: 0, voided: 9 }).summary).toContain('all of 9 probes had to be voided');
});

test('too many voided probes are inconclusive however well the rest went', () => {
  const { status, summary } = judge({ answered: 440, voided: 60 });
  expect(status).toBe('inconclusive');
  expect(summary).toBe('The harness was starved: 12 % of its probes were voided (at most 5 % may be).');
  expect(judge({ answered: 440, voided: 60 }, { slo: 0.99, maxVoided: 0.12 }).status).toBe('pass');
});

test('a miss that the voided probes could have made good is inconclusive, and one they could not is a failure', () => {
  expect(judge({ answered: 440, failed: 5, voided: 55 }).status).toBe('inconclusive');
  const evident = judge({ answered: 440, failed: 6, voided: 54 });
  expect(evident.status).toBe('fail');
  expect(evident.summary).toContain(
    'and even with 54 voided probes counted as answered it is less than the 99 % promised',
  );
});

test('an outage longer than allowed fails also when many probes were voided, for only watched time counts in it', () => {
  const limits = { slo: 0, longestOutageMs: 300 };
  expect(judge({ answered: 440, voided: 60, longestOutageMs: 301 }, limits).status).toBe('fail');
  expect(judge({ answered: 440, voided: 60, longestOutageMs: 300 }, limits).status).toBe('inconclusive');
});

test('answering one more probe never makes a judgement worse', () => {
  const rank = { fail: 0, inconclusive: 1, pass: 2 };
  const some = fc.nat({ max: 200 });
  fc.assert(
    fc.property(some, some, some, fc.double({ min: 0, max: 1, noNaN: true }), (answered, failed, voided, slo) => {
      const before = judge({ answered, failed: failed + 1, voided }, { slo }).status;
      const after = judge({ answered: answered + 1, failed, voided }, { slo }).status;
      expect(rank[after]).toBeGreaterThanOrEqual(rank[before]);
    }),
  );
});

const crowded = (othersShare: number | null, prober: Part<Evidence['prober']>) =>
  availability({ slo: 0.99, longestOutageMs: 500 }).judge(anEvidence({ prober, contention: { othersShare } }));

test('what is missed while others have too much of the machine is inconclusive, and what is held passes', () => {
  expect(crowded(0.26, { answered: 474, failed: 26 })).toMatchObject({
    status: 'inconclusive',
    observed: 94.8,
    summary: expect.stringContaining("but others used 26 % of the machine's CPUs meanwhile (at most 25 % may be)"),
  });
  expect(crowded(0.26, { longestOutageMs: 501, longestOutageAtMs: 1 }).status).toBe('inconclusive');
  expect(crowded(0.9, { longestOutageMs: 499, longestOutageAtMs: 1 }).status).toBe('pass');
});

test('what is missed while others have little of the machine, or nobody knows how much, is a failure', () => {
  for (const share of [0.25, null]) {
    expect(crowded(share, { answered: 474, failed: 26 }).status).toBe('fail');
    expect(crowded(share, { longestOutageMs: 501, longestOutageAtMs: 1 }).status).toBe('fail');
  }
});
