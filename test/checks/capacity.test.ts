import { expect, test } from 'vitest';
import { capacity } from '../../harness/checks/index.js';
import type { Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (floor: number, supervision: Part<Evidence['supervision']> = {}) =>
  capacity({ floor }).judge(anEvidence({ supervision }));

test('a target that never has fewer than the floor passes', () => {
  expect(judge(-1)).toEqual({
    status: 'pass',
    observed: 2,
    limit: 1,
    unit: 'workers',
    summary: 'Never fewer than 2 workers listened; the floor is 1 (2 workers in the steady state).',
  });
});

test('one worker too few fails, with the moment', () => {
  expect(judge(-1, { steadyWorkers: 4, fewestListening: 2, fewestAtMs: 3061 })).toMatchObject({
    status: 'fail',
    observed: 2,
    limit: 3,
    summary: 'At 3,061 ms only 2 workers listened, and the floor is 3 (4 workers in the steady state).',
  });
});

test('an absolute floor does not depend on the steady state', () => {
  expect(judge(2, { steadyWorkers: 8, fewestListening: 2 }).status).toBe('pass');
  expect(judge(2, { steadyWorkers: 8, fewestListening: 1 }).status).toBe('fail');
});

test('a relative floor never comes down to nobody: a single worker must be replaced before it goes', () => {
  expect(judge(-1, { steadyWorkers: 1, fewestListening: 1 })).toMatchObject({ status: 'pass', limit: 1 });
  expect(judge(-1, { steadyWorkers: 1, fewestListening: 0 })).toMatchObject({ status: 'fail', limit: 1 });
  expect(judge(-5, { steadyWorkers: 2, fewestListening: 0 }).status).toBe('fail');
});

test('without a steady state it is inconclusive', () => {
  expect(judge(-1, { steadyWorkers: 0, fewestListening: 0 }).status).toBe('inconclusive');
});

test('without a load it is inconclusive', () => {
  const phases = { loadFromMs: 200, faultFromMs: 200, faultUntilMs: 200, loadUntilMs: 200 };
  expect(capacity({ floor: 1 }).judge(anEvidence({ phases })).status).toBe('inconclusive');
});

test('a floor of 0 lets no worker be missing', () => {
  expect(judge(0, { steadyWorkers: 2, fewestListening: 2 }).status).toBe('pass');
  expect(judge(0, { steadyWorkers: 2, fewestListening: 1 })).toMatchObject({ status: 'fail', limit: 2 });
});

test('a floor that is no whole number is refused', () => {
  expect(() => capacity({ floor: 1.5 })).toThrow(/floor must be a whole number of workers/);
});

test('a worker that is missing while others have too much of the machine is inconclusive', () => {
  const part = { supervision: { steadyWorkers: 2, fewestListening: 0 } };
  const under = (othersShare: number) =>
    capacity({ floor: -1 }).judge(anEvidence({ ...part, contention: { othersShare } }));
  expect(under(0.25).status).toBe('fail');
  expect(under(0.26)).toMatchObject({
    status: 'inconclusive',
    observed: 0,
    summary: expect.stringContaining('but others used 26 %'),
  });
});

test('a worker that is missing while a CPU limit held all back is inconclusive', () => {
  const part = { supervision: { steadyWorkers: 2, fewestListening: 0 } };
  const under = (throttledShare: number | null) =>
    capacity({ floor: -1 }).judge(anEvidence({ ...part, contention: { othersShare: null, throttledShare } }));
  expect([under(null).status, under(0.25).status]).toEqual(['fail', 'fail']);
  expect(under(0.26)).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringContaining(
      "but a CPU limit ran out in 26 % of the kernel's periods (at most 25 % may be), so this may be the machine's doing.",
    ),
  });
});

test('a floor above the steady state is missed whoever else uses the machine', () => {
  const supervision = { steadyWorkers: 2, fewestListening: 2 };
  const { status } = capacity({ floor: 3 }).judge(anEvidence({ supervision, contention: { othersShare: 0.9 } }));
  expect(status).toBe('fail');
});
