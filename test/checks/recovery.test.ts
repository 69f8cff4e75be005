import { describe, expect, test } from 'vitest';
import { recovery } from '../../harness/checks/index.js';
import type { Contention, Death, Evidence } from '../../harness/record.js';
import { aDeath } from '../a-death.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (part: Part<Evidence> = {}) => recovery({ throughput: 0.9 }).judge(anEvidence(part));

test('all workers back and the rate regained pass', () => {
  expect(judge()).toEqual({
    status: 'pass',
    observed: 99.5,
    limit: 90,
    unit: '%',
    summary: 'All 2 workers listen again; 1,990 answers a second at the end, 2,000 before the fault (99.5 %).',
  });
});

test('a single worker reads as one', () => {
  const supervision = { steadyWorkers: 1, listeningAtEnd: 1 };
  expect(judge({ supervision }).summary).toMatch(/^The worker listens again;/);
});

test('a rate that stays low fails', () => {
  expect(judge({ throughput: { afterPerS: 1799 } })).toMatchObject({ status: 'fail', observed: 89.95, limit: 90 });
  expect(judge({ throughput: { afterPerS: 1800 } }).status).toBe('pass');
});

test('a rate that stays low in a run in which the harness was starved is inconclusive', () => {
  const prober = { sent: 1000, answered: 900, failed: 0, voided: 100 };
  expect(judge({ prober, throughput: { afterPerS: 1000 } })).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringContaining('starved'),
  });
});

test('a worker missing at the end fails whatever the rate', () => {
  expect(judge({ supervision: { listeningAtEnd: 1 } })).toMatchObject({
    status: 'fail',
    observed: 1,
    limit: 2,
    unit: 'workers',
    summary: 'At the end 1 of 2 workers listened.',
  });
});

test('a worker that hangs unnoticed is missing, and is named as what it is', () => {
  expect(judge({ supervision: { listeningAtEnd: 1, stuckAtEnd: 1 } })).toMatchObject({
    status: 'fail',
    summary: 'At the end 1 of 2 workers listened, and 1 that the fault had done for was still there.',
  });
});

test('a worker missing at the end is inconclusive while its replacement is due', () => {
  expect(judge({ supervision: { listeningAtEnd: 1, owed: 1 } }).status).toBe('inconclusive');
  const neverBack = { listeningAtEnd: 1, allBackAtMs: null };
  expect(judge({ supervision: neverBack, ceiling: { leaving: 1 } }).status).toBe('inconclusive');
  expect(judge({ supervision: { listeningAtEnd: 0, owed: 1 } }).status).toBe('fail');
});

describe('a worker whose replacement still boots at the end', () => {
  const booting = (part: Part<Death> = {}) =>
    aDeath({ cause: 'fault', ...part, atMs: { exit: 8000, listening: null, ...part.atMs } });
  const judgeIn = (contention: Part<Contention>, part: Part<Evidence> = {}) =>
    judge({ deaths: [booting()], contention, supervision: { listeningAtEnd: 1, ...part.supervision } });
  const crowded = { throttledShare: 0.4 };

  test('is missing, unless the machine is too crowded to boot it in time', () => {
    expect(judgeIn({}).status).toBe('fail');
    expect(judgeIn(crowded)).toMatchObject({
      status: 'inconclusive',
      summary: expect.stringMatching(/^At the end 1 of 2 workers listened; but a CPU limit ran out in 40 %/),
    });
  });

  test('makes up for who is missing together with one that is on its way out', () => {
    const [supervision, deaths] = [{ listeningAtEnd: 0 }, [booting()]];
    const leaving = (workers: number) =>
      judge({ deaths, supervision, contention: crowded, ceiling: { leaving: workers } }).status;
    expect([leaving(0), leaving(1)]).toEqual(['fail', 'inconclusive']);
  });

  test('makes up for itself alone, and for nobody that hangs', () => {
    expect(judgeIn(crowded, { supervision: { listeningAtEnd: 0 } }).status).toBe('fail');
    expect(judgeIn(crowded, { supervision: { stuckAtEnd: 1 } }).status).toBe('fail');
  });

  test('boots only if it was forked, and only until it listens', () => {
    const supervision = { listeningAtEnd: 1 };
    const never = booting({ replacedBy: null, reforkMs: null });
    expect(judge({ deaths: [never], contention: crowded, supervision }).status).toBe('fail');
    const { loadUntilMs } = anEvidence().phases;
    const listensAt = (listening: number) =>
      judge({ deaths: [booting({ atMs: { listening } })], contention: crowded, supervision }).status;
    expect([listensAt(loadUntilMs), listensAt(loadUntilMs + 1)]).toEqual(['fail', 'inconclusive']);
  });
});

const wentLate = (part: Part<Death> = {}) => ({
  supervision: { listeningAtEnd: 1, owed: 1, allBackAtMs: 8700 },
  deaths: [aDeath(), aDeath({ worker: 3, ...part, atMs: { exit: 10_150, listening: 10_250, ...part.atMs } })],
});

test('a worker that went at the ceiling after all were back does not hide that they were', () => {
  expect(judge(wentLate())).toMatchObject({
    status: 'pass',
    observed: 99.5,
    summary: expect.stringMatching(
      /^All 2 workers listened again, before 1 of them went at the ceiling at the very end;/,
    ),
  });
  expect(judge(wentLate({ atMs: { listening: null } })).status).toBe('pass');
  expect(judge({ supervision: { listeningAtEnd: 1, allBackAtMs: 8700 }, ceiling: { leaving: 1 } }).status).toBe('pass');
  const single = { supervision: { steadyWorkers: 1, listeningAtEnd: 0, owed: 1, allBackAtMs: 8700 } };
  expect(judge({ ...wentLate(), ...single }).summary).toMatch(/^The worker listened again, before it went at the/);
});

test('what happened at the very moment all were back, or the load stopped, counts as after it, and the wanted rate is enough', () => {
  const wanted = judge({}).limit as number;
  const atTheSame = { ...wentLate({ atMs: { exit: 8700, listening: null } }), throughput: { afterPerS: 20 * wanted } };
  expect(judge(atTheSame).status).toBe('pass');
  const { loadUntilMs } = anEvidence().phases;
  expect(judge(wentLate({ atMs: { listening: loadUntilMs } })).status).toBe('inconclusive');
});

test.each([
  ['never were all back', { ...wentLate(), supervision: { listeningAtEnd: 1, owed: 1, allBackAtMs: null } }],
  ['it crashed', wentLate({ cause: 'fault' })],
  ['it went before all were back', wentLate({ atMs: { exit: 8600 } })],
  ['its replacement was there, and another is missing', wentLate({ atMs: { listening: 10_190 } })],
  ['another crashed, and one is about to go', { ...wentLate({ cause: 'fault' }), ceiling: { leaving: 1 } }],
  [
    'its replacement is overdue, and one is about to go',
    { ...wentLate(), supervision: { ...wentLate().supervision, owed: 0 }, ceiling: { leaving: 1 } },
  ],
  ['one is stuck', { ...wentLate(), supervision: { ...wentLate().supervision, stuckAtEnd: 1 } }],
  ['the rate was not back', { ...wentLate(), throughput: { afterPerS: 1000 } }],
])('a worker missing at the end stays inconclusive where %s', (_, part) => {
  expect(judge(part)).toMatchObject({ status: 'inconclusive', observed: 1, limit: 2, unit: 'workers' });
});

test('a fault that killed nobody, or deaths without a fault, are something to recover from', () => {
  expect(judge({ deaths: [] }).status).toBe('pass');
  expect(judge({ fault: { struckWorkers: 0 } }).status).toBe('pass');
});

test('the phase that was too short is named', () => {
  expect(judge({ throughput: { beforePerS: null } }).summary).toBe(
    'The load before the fault was too short to tell its rate.',
  );
  expect(judge({ throughput: { afterPerS: null } }).summary).toContain('after the last fault');
});

test.each([
  ['the rate before is unknown', { throughput: { beforePerS: null } }],
  ['the rate after is unknown', { throughput: { afterPerS: null } }],
  ['nothing was answered before', { throughput: { beforePerS: 0 } }],
  ['there was no steady state', { supervision: { steadyWorkers: 0, listeningAtEnd: 0 } }],
  ['nothing went wrong', { deaths: [], fault: { struckWorkers: 0 } }],
] satisfies [string, Part<Evidence>][])('inconclusive when %s', (_, part) => {
  expect(judge(part).status).toBe('inconclusive');
});
