import { expect, test } from 'vitest';
import { ceiling } from '../../harness/checks/index.js';
import type { Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (history: Part<Evidence['ceiling']>, settings: Part<Evidence['settings']> = {}) =>
  ceiling({ overBy: 0.05 }).judge(anEvidence({ ceiling: history, settings }));

test('workers that leave by themselves within the tolerance pass', () => {
  expect(judge({})).toEqual({
    status: 'pass',
    observed: 117.4,
    limit: 121.1,
    unit: 'MB',
    summary:
      '4 workers over the ceiling left by themselves; the highest reached 117 MB, within the ceiling of 115 MB and 5 % of tolerance.',
  });
});

test('a worker that had to be killed fails', () => {
  const { status, observed, limit, summary } = judge({ left: 3, killed: 1, highestRssBytes: 200_000_000 });
  expect({ status, observed, limit }).toEqual({ status: 'fail', observed: 1, limit: 0 });
  expect(summary).toBe(
    'Of 4 workers over the ceiling of 115 MB, 1 did not leave in time and had to be killed; the highest reached 200 MB.',
  );
});

test('a worker that stayed over the ceiling fails', () => {
  expect(judge({ left: 3, stayed: 1 })).toMatchObject({
    status: 'fail',
    observed: 1,
    unit: 'workers killed or staying',
    summary: 'Of 4 workers over the ceiling of 115 MB, 1 stayed; the highest reached 117 MB.',
  });
});

test('a sample above the tolerance fails, and one at it does not', () => {
  expect(judge({ highestRssBytes: 115_343_360 * 1.05 }).status).toBe('pass');
  const { status, observed, summary } = judge({ highestRssBytes: 130_000_000 });
  expect({ status, observed }).toEqual({ status: 'fail', observed: 130 });
  expect(summary).toBe('A worker reached 130 MB, above the ceiling of 115 MB and 5 % of tolerance (121 MB).');
});

test('no worker over the ceiling is inconclusive', () => {
  expect(judge({ left: 0, highestRssBytes: null }).status).toBe('inconclusive');
});

test('no ceiling is inconclusive', () => {
  expect(judge({}, { ceilingBytes: null }).status).toBe('inconclusive');
});

test('a limit of the heap below what a worker has at boot is no ceiling of its memory', () => {
  const given = { ceilingBytes: 60e6, enforce: 'v8' } as const;
  const left = { left: 0, stayed: 2, highestRssBytes: 70e6 };
  for (const bootRssBytes of [60e6, 70e6]) {
    expect(judge(left, { ...given, bootRssBytes })).toMatchObject({
      status: 'inconclusive',
      summary: `A worker has ${bootRssBytes / 1e6} MB of memory at boot, and the ceiling of 60 MB is of its heap alone: V8 counts nothing else.`,
    });
  }
  for (const bootRssBytes of [null, 60e6 - 1]) expect(judge(left, { ...given, bootRssBytes }).status).toBe('fail');
  expect(judge(left, { ...given, bootRssBytes: 70e6, enforce: 'target' }).status).toBe('fail');
});

test('workers that were all still within the grace when the load stopped are inconclusive', () => {
  expect(judge({ left: 0, leaving: 2 }).status).toBe('inconclusive');
});

test('workers on the way out beside others that left do not spoil a pass', () => {
  expect(judge({ left: 1, leaving: 2 })).toMatchObject({
    status: 'pass',
    summary: expect.stringContaining('1 worker over the ceiling left by itself, 2 more on the way out'),
  });
});

test('memory that was never sampled is inconclusive', () => {
  expect(judge({ highestRssBytes: null }).status).toBe('inconclusive');
});

test('an overshoot of workers that were told to go too late is inconclusive', () => {
  const { status, observed, summary } = judge({ highestRssBytes: 166e6, highestInTimeRssBytes: 121e6 });
  expect({ status, observed }).toEqual({ status: 'inconclusive', observed: 166 });
  expect(summary).toBe(
    'A worker reached 166 MB, above the ceiling of 115 MB and 5 % of tolerance (121 MB); but the harness told none that did ' +
      'in time: it leapt there between two looks, waited for its turn, or a look at it was missed.',
  );
  for (const highestInTimeRssBytes of [null, 115_343_360 * 1.05]) {
    expect(judge({ highestRssBytes: 166e6, highestInTimeRssBytes }).status).toBe('inconclusive');
  }
});

test('an overshoot of a worker that was told in time fails, whatever others did', () => {
  expect(judge({ highestRssBytes: 166e6, highestInTimeRssBytes: 115_343_360 * 1.05 + 1 }).status).toBe('fail');
});

test('a worker that did not leave in time while others used the machine is inconclusive, and no stall excuses it', () => {
  for (const fate of ['killed', 'stayed']) {
    const evidence = anEvidence({ ceiling: { left: 3, [fate]: 1 }, contention: { othersShare: 0.7 } });
    const { status, observed, summary } = ceiling({ overBy: 0.05 }).judge(evidence);
    expect({ status, observed }).toEqual({ status: 'inconclusive', observed: 1 });
    expect(summary).toMatch(/the highest reached 117 MB; but others used 70 % of the machine's CPUs/);
    const stalled = anEvidence({
      ceiling: { left: 3, [fate]: 1 },
      contention: { stalledShare: 0.5, longestStallMs: 3000 },
    });
    expect(ceiling({ overBy: 0.05 }).judge(stalled).status).toBe('fail');
  }
});

test('an overshoot in a run in which the harness was starved is inconclusive', () => {
  const evidence = anEvidence({
    settings: { ceilingBytes: 100e6 },
    ceiling: { crossed: 1, left: 1, killed: 0, stayed: 0, leaving: 0, highestRssBytes: 120e6 },
    prober: { sent: 1000, answered: 900, failed: 0, voided: 100 },
  });
  expect(ceiling({ overBy: 0.05 }).judge(evidence)).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringContaining('starved'),
  });
});
