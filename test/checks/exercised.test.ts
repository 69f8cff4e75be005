import { expect, test } from 'vitest';
import { exercised } from '../../harness/checks/index.js';
import { aDeath, anEvidence } from '../a-record.js';

test('enough deaths of our making pass', () => {
  expect(exercised({ deaths: 4 }).judge(anEvidence())).toEqual({
    status: 'pass',
    observed: 4,
    limit: 4,
    unit: 'deaths',
    summary: '4 workers died of what was done to them. The fault leak-buffers acted in 4 workers.',
  });
});

test('deaths at the ceiling, by the fault and forced all count', () => {
  const deaths = (['ceiling', 'fault', 'forced'] as const).map((cause, i) => aDeath({ worker: i + 1, cause }));
  expect(exercised({ deaths: 3 }).judge(anEvidence({ deaths })).status).toBe('pass');
});

test('a death for reasons unknown does not count, and is said', () => {
  const deaths = [aDeath({ worker: 1 }), aDeath({ worker: 2, cause: 'unknown' })];
  const { status, observed, summary } = exercised({ deaths: 2 }).judge(anEvidence({ deaths }));
  expect({ status, observed }).toEqual({ status: 'inconclusive', observed: 1 });
  expect(summary).toBe(
    'Only 1 worker died of what was done to them, and 1 more for reasons unknown; to judge takes 2.',
  );
});

test('a fault that never acted is inconclusive', () => {
  const { status, summary } = exercised().judge(anEvidence({ fault: { struckWorkers: 0 } }));
  expect(status).toBe('inconclusive');
  expect(summary).toBe('The fault leak-buffers never acted.');
});

test('a fault that acted is enough where no deaths are asked for', () => {
  expect(exercised().judge(anEvidence({ deaths: [] })).status).toBe('pass');
});

test('workers that cross the ceiling together pass if they were as many as asked for, and are inconclusive if not', () => {
  const judge = (together: number) => exercised({ together }).judge(anEvidence({ ceiling: { mostIn1s: 2 } }));
  expect(judge(2)).toMatchObject({ status: 'pass', observed: 2, limit: 2, unit: 'workers' });
  expect(judge(3)).toMatchObject({
    status: 'inconclusive',
    summary: 'Never more than 2 workers crossed the ceiling within a second; to judge takes 3.',
  });
});

test('too few answers are inconclusive', () => {
  const evidence = anEvidence({ ledger: { answered2xx: 1, inFlight: 0, superseded: 0 } });
  expect(exercised({ requests: 2 }).judge(evidence)).toMatchObject({
    status: 'inconclusive',
    observed: 1,
    limit: 2,
    summary: 'Only 1 request was answered; to judge takes 2.',
  });
});

test('an answer of any status is an answer', () => {
  const evidence = anEvidence({ ledger: { answered2xx: 3, answeredNon2xx: 2 } });
  expect(exercised({ requests: 5 }).judge(evidence).status).toBe('pass');
});

test('enough answers pass in a scenario without a fault', () => {
  const evidence = anEvidence({ settings: { fault: null }, fault: { struckWorkers: 0 }, deaths: [] });
  expect(exercised({ requests: 20_000 }).judge(evidence)).toMatchObject({ status: 'pass', observed: 20_000 });
});

test('a scenario with no fault that asks for nothing is inconclusive', () => {
  expect(exercised().judge(anEvidence({ settings: { fault: null } })).status).toBe('inconclusive');
  expect(exercised({ deaths: 0, requests: 0 }).judge(anEvidence({ settings: { fault: null } })).status).toBe(
    'inconclusive',
  );
});
