import { describe, expect, it } from 'vitest';
import { criteria } from '../../harness/grade/criteria.js';
import type { RunEvent, RunRecord } from '../../harness/record.js';
import { aRecord } from '../a-record.js';
import type { Part } from '../merge.js';
import { check } from './trials.js';

const judge = (name: string, part: Part<RunRecord> = {}) =>
  criteria.find((criterion) => criterion.name === name)?.judge(aRecord(part));

const listening = (worker: number, atMs = 100): RunEvent => ({
  ...{ atMs, kind: 'worker-listening', worker, pid: 4100 + worker, address: null, port: 4000 },
});
const answered = (worker: number): RunEvent => ({
  ...{ atMs: 300, kind: 'worker-answered', worker, pid: 4100 + worker, status: 200 },
});

describe('several workers', () => {
  it('are two or more that stay', () => {
    expect(judge('workers')).toEqual({ status: 'pass', sentence: '2 workers served all the time.' });
  });

  it('are not one', () => {
    expect(judge('workers', { supervision: { steadyWorkers: 1 } })?.status).toBe('fail');
  });

  it('cannot be told where a module that forks one per CPU has one CPU', () => {
    const part = { supervision: { steadyWorkers: 1 }, environment: { cpus: 1 } };
    expect(judge('workers', part)?.status).toBe('inconclusive');
  });

  it('are not enough where they do not stay', () => {
    const checks = [check('capacity', 'fail', 'At 300 ms only 1 worker listened.')];
    expect(judge('workers', { checks })).toEqual({ status: 'fail', sentence: 'At 300 ms only 1 worker listened.' });
  });
});

describe('every worker answers', () => {
  const spread = (events: RunEvent[], steadyWorkers = 2) => judge('spread', { events, supervision: { steadyWorkers } });

  it('when each that listens was seen to', () => {
    expect(spread([listening(1), listening(2), answered(1), answered(2)])).toEqual({
      ...{ status: 'pass', sentence: 'Both workers answered requests.' },
    });
  });

  it('not when one gets no request', () => {
    expect(spread([listening(1), listening(2), answered(1)])).toEqual({
      ...{ status: 'fail', sentence: 'Of 2 workers, worker 2 got no request to answer.' },
    });
  });

  it('whatever became of one that came after the load began', () => {
    expect(spread([listening(1), listening(2), answered(1), answered(2), listening(3, 9000)])?.status).toBe('pass');
  });

  it('not when there is only one', () => {
    expect(spread([listening(1), answered(1)], 1)?.status).toBe('fail');
  });

  it('or cannot be told where answers are not seen at all', () => {
    expect(spread([listening(1), listening(2)])?.status).toBe('inconclusive');
  });
});

it('each criterion has a name and a title of its own', () => {
  expect(new Set(criteria.map(({ name }) => name)).size).toBe(5);
  expect(new Set(criteria.map(({ title }) => title)).size).toBe(5);
});
