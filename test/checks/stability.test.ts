import { describe, expect, test } from 'vitest';
import { stability } from '../../harness/checks/index.js';
import type { Death, Evidence } from '../../harness/record.js';
import { aDeath, anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (supervision: Part<Evidence['supervision']>, rest: Part<Evidence> = {}) =>
  stability({ stillbornPer10s: 5 }).judge(anEvidence({ ...rest, supervision }));

test('a fork for each death passes', () => {
  expect(judge({})).toEqual({
    status: 'pass',
    observed: 4,
    limit: 4,
    unit: 'forks',
    summary: '4 deaths and 4 forks; none of the new workers died at boot.',
  });
});

test('two forks for a death fail', () => {
  expect(judge({ deaths: 4, forks: 8 })).toMatchObject({
    status: 'fail',
    observed: 8,
    limit: 4,
    summary: '4 deaths and 8 forks: 4 workers more than had to be replaced.',
  });
});

test('a death that brought no fork fails', () => {
  expect(judge({ deaths: 4, forks: 3 })).toMatchObject({
    status: 'fail',
    summary: '4 deaths and 3 forks: 1 death brought no fork.',
  });
});

test('a death whose fork is still owed may have been forked for or not', () => {
  expect(judge({ deaths: 4, owed: 2, forks: 2 }).status).toBe('pass');
  expect(judge({ deaths: 4, owed: 2, forks: 4 }).status).toBe('pass');
  expect(judge({ deaths: 4, owed: 2, forks: 1 }).status).toBe('fail');
  expect(judge({ deaths: 4, owed: 2, forks: 5 }).status).toBe('fail');
});

test('a crash loop faster than allowed fails though every death was forked for', () => {
  expect(judge({ deaths: 60, forks: 60, stillborn: 59, mostStillbornIn10s: 59 })).toMatchObject({
    status: 'fail',
    observed: 59,
    limit: 5,
    unit: 'stillborn workers in 10 s',
  });
});

test('a crash loop that backs off passes', () => {
  expect(judge({ deaths: 6, forks: 6, stillborn: 5, mostStillbornIn10s: 5 })).toMatchObject({
    status: 'pass',
    summary: '6 deaths and 6 forks; at most 5 died at boot within 10 s.',
  });
});

test('no death and no fork pass', () => {
  expect(judge({ deaths: 0, forks: 0 })).toMatchObject({
    status: 'pass',
    summary: 'No worker died and none was forked.',
  });
});

test('a death whose fork is owed is not taken for none', () => {
  expect(judge({ deaths: 1, owed: 1, forks: 0 }).summary).toBe(
    '1 death and 0 forks, 1 not due yet when the load stopped; none of the new workers died at boot.',
  );
});

test('without a steady state or a load it is inconclusive', () => {
  expect(judge({ steadyWorkers: 0 }).status).toBe('inconclusive');
  expect(judge({}, { phases: { loadFromMs: 0, loadUntilMs: 0 } }).status).toBe('inconclusive');
});

describe('bystanders', () => {
  const own = { cause: 'unknown', struck: false } as const;
  const among = (...deaths: Death[]) =>
    stability({ stillbornPer10s: 5, bystanders: 0 }).judge(anEvidence({ deaths, fault: { sparedWorkers: 1 } }));

  test('that live on pass, and are counted', () => {
    expect(among(aDeath())).toEqual({
      status: 'pass',
      observed: 0,
      limit: 0,
      unit: 'bystanders',
      summary:
        '1 death and 1 fork; none of the new workers died at boot. 1 worker in which the fault never acted served throughout.',
    });
  });

  test('that die with the one that leaks fail', () => {
    expect(among(aDeath({ worker: 1 }), aDeath({ worker: 2, ...own }))).toMatchObject({
      status: 'fail',
      observed: 1,
      summary:
        '1 worker died in which the fault had never acted, the first worker 2; 0 may, for what happens to one is no reason for the others to go.',
    });
  });

  test('are of no interest where they are not asked for', () => {
    expect(judge({}, { deaths: [aDeath(own)] }).status).toBe('pass');
  });

  test('are not those that died before they served', () => {
    expect(among(aDeath({ ...own, stillborn: true })).status).toBe('pass');
  });

  test('over the ceiling themselves are inconclusive, for the harness sent them away', () => {
    const { status, summary } = among(aDeath({ worker: 2, cause: 'ceiling', struck: false }));
    expect(status).toBe('inconclusive');
    expect(summary).toContain('the ceiling is too low');
  });

  test('must have been there: a fault that spared nobody is inconclusive', () => {
    const evidence = anEvidence({ fault: { sparedWorkers: 0 } });
    expect(stability({ stillbornPer10s: 5, bystanders: 0 }).judge(evidence).status).toBe('inconclusive');
  });

  test('do not make good what else is wrong', () => {
    const evidence = anEvidence({ fault: { sparedWorkers: 1 }, supervision: { deaths: 4, forks: 8 } });
    expect(stability({ stillbornPer10s: 5, bystanders: 0 }).judge(evidence).status).toBe('fail');
  });

  test('may be among deaths that the record left out, which is inconclusive', () => {
    const evidence = anEvidence({ fault: { sparedWorkers: 1 }, leftOut: { deaths: 3 } });
    expect(stability({ stillbornPer10s: 5, bystanders: 0 }).judge(evidence).status).toBe('inconclusive');
  });
});
