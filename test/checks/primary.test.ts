import { expect, test } from 'vitest';
import { primary } from '../../harness/checks/index.js';
import type { Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (history: Part<Evidence['primary']> = {}) =>
  primary({ growthBytes: 10_000_000, growthDescriptors: 3 }).judge(anEvidence({ primary: history }));

test('a primary that grows within bounds passes', () => {
  expect(judge()).toEqual({
    status: 'pass',
    observed: 0.4,
    limit: 10,
    unit: 'MB',
    summary: 'The primary grew by 0.4 MB, and has no more descriptors open than before the fault.',
  });
});

test('a primary that shrank passes', () => {
  expect(judge({ rssBytesAfter: 45_000_000, descriptorsAfter: 20 })).toMatchObject({
    status: 'pass',
    summary: 'The primary did not grow, and has no more descriptors open than before the fault.',
  });
});

test('a figure that rounds to nothing has no sign, for a saved record would lose it', () => {
  expect(judge({ rssBytesAfter: 49_999_000 }).observed).toBe(0);
});

test('a primary that grows too much fails', () => {
  expect(judge({ rssBytesAfter: 60_000_000 }).status).toBe('pass');
  expect(judge({ rssBytesAfter: 60_500_000 })).toMatchObject({ status: 'fail', observed: 10.5, limit: 10, unit: 'MB' });
});

test('a primary that leaks descriptors fails', () => {
  expect(judge({ descriptorsAfter: 27 }).status).toBe('pass');
  expect(judge({ descriptorsAfter: 28 })).toMatchObject({
    status: 'fail',
    observed: 4,
    limit: 3,
    unit: 'descriptors',
    summary: 'The primary has 4 more descriptors open than before the fault, and 3 are allowed.',
  });
});

test.each([{ rssBytesAfter: 90_000_000 }, { descriptorsAfter: 90 }])(
  'growth in a run in which the harness was starved is inconclusive, and says why: %o',
  (history) => {
    const evidence = anEvidence({ primary: history, prober: { voided: 100 } });
    const { status, summary } = primary({ growthBytes: 10_000_000, growthDescriptors: 3 }).judge(evidence);
    expect(status).toBe('inconclusive');
    expect(summary).toContain('the harness itself was starved of CPU');
  },
);

test('a primary that died fails, sampled or not', () => {
  expect(judge({ died: true }).status).toBe('fail');
  expect(judge({ died: true, rssBytesAfter: null, descriptorsAfter: null }).status).toBe('fail');
});

test('a primary that was not sampled is inconclusive', () => {
  expect(judge({ rssBytesBefore: null }).status).toBe('inconclusive');
  expect(judge({ descriptorsAfter: null })).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringContaining("The primary's descriptors"),
  });
});

test('what was sampled can still fail when the rest was not', () => {
  expect(judge({ rssBytesAfter: null, descriptorsAfter: 90 }).status).toBe('fail');
});
