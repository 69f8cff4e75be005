import { expect, test } from 'vitest';
import { orphans } from '../../harness/checks/index.js';
import type { Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (shutdown: Part<Evidence['shutdown']> = {}) => orphans().judge(anEvidence({ shutdown }));
const left = (n: number) => Array.from({ length: n }, (_, i) => ({ pid: 4101 + i, command: 'node worker.js' }));

test('a target that leaves nothing behind passes', () => {
  expect(judge()).toEqual({
    status: 'pass',
    observed: 0,
    limit: 0,
    unit: 'processes',
    summary: 'Nothing outlived the primary.',
  });
});

test('a process that outlives the primary fails, with its pid', () => {
  expect(judge({ leftBehind: left(1) })).toMatchObject({
    status: 'fail',
    observed: 1,
    summary: '1 process outlived the primary (pid 4101).',
  });
});

test('of many orphans the first are named', () => {
  expect(judge({ leftBehind: left(5) }).summary).toContain('(pids 4101, 4102, 4103, 4104, 4105)');
  expect(judge({ leftBehind: left(64) }).summary).toBe(
    '64 processes outlived the primary (pids 4101, 4102, 4103, 4104, 4105, …).',
  );
});

test('a primary that had to be killed is no orphan, but is said', () => {
  expect(judge({ primaryForced: true })).toMatchObject({
    status: 'pass',
    summary: 'Nothing outlived the primary. The primary ignored SIGTERM and had to be killed.',
  });
});

test('an end that could not be watched is inconclusive, unless something was found all the same', () => {
  expect(judge({ observed: false }).status).toBe('inconclusive');
  expect(judge({ observed: false, leftBehind: left(1) }).status).toBe('fail');
});
