import { expect, test } from 'vitest';
import type { CheckResult, RunRecord, Status } from '../harness/record.js';
import { distributionsOf, judgeRepeated } from '../harness/repeated.js';
import { aDeath, aRecord } from './a-record.js';

const runs = (counts: Partial<Record<Status, number>>): RunRecord[] =>
  (Object.entries(counts) as [Status, number][]).flatMap(([verdict, n]) =>
    Array.from({ length: n }, () => aRecord({ verdict })),
  );
const judged = (counts: Partial<Record<Status, number>>) => judgeRepeated(runs(counts));

test('runs that all passed pass, however few', () => {
  expect(judged({ pass: 1 })).toMatchObject({ status: 0, good: 1, moreRuns: null });
  expect(judged({ pass: 10 }).status).toBe(0);
});

test('one run that failed fails them all, also beside ones that could not be judged', () => {
  expect(judged({ pass: 99, fail: 1 })).toMatchObject({ status: 1, good: 99, bad: 1, moreRuns: null });
  expect(judged({ pass: 99, inconclusive: 5, fail: 1 }).status).toBe(1);
});

test('a few that could not be judged take back a pass only until most runs have passed for sure', () => {
  expect(judged({ pass: 6, inconclusive: 1 })).toMatchObject({ status: 2, undecided: 1 });
  expect(judged({ pass: 7, inconclusive: 1 })).toMatchObject({ status: 0, moreRuns: null });
  expect(judged({ pass: 8, inconclusive: 2 }).status).toBe(2);
  expect(judged({ pass: 10, inconclusive: 2 }).status).toBe(0);
});

test('says how many more runs of the same kind settle it', () => {
  const { moreRuns } = judged({ pass: 4, inconclusive: 1 });
  expect(moreRuns).toBe(9);
  expect(judged({ pass: 11, inconclusive: 3 }).status).toBe(0);
});

test('as many more runs as it says do settle it, if they are like those so far', () => {
  for (const [pass, inconclusive] of [
    [2, 1],
    [3, 1],
    [5, 2],
    [11, 8],
    [30, 25],
  ] as const) {
    const { moreRuns, runs: n, status } = judged({ pass, inconclusive });
    expect(status).toBe(2);
    const all = n + (moreRuns ?? 0);
    const good = Math.floor((pass / n) * all);
    expect(judged({ pass: good, inconclusive: all - good }).status).toBe(0);
  }
});

test('no number of runs settles what can only be judged half of the time', () => {
  expect(judged({ pass: 1, inconclusive: 1 })).toMatchObject({ status: 2, moreRuns: null });
  expect(judged({ inconclusive: 20 })).toMatchObject({ status: 2, moreRuns: null });
  expect(judgeRepeated([]).status).toBe(2);
});

test('a control whose check failed ended as it should', () => {
  const expectation = { fails: 'refork' as const, consequences: [] };
  const [check] = aRecord().checks as [CheckResult];
  const control = aRecord({ verdict: 'fail', expectation, checks: [{ ...check, status: 'fail' }] });
  expect(judgeRepeated([control])).toMatchObject({ status: 0, good: 1 });
});

test('a death counts once however many requests it cost, and all runs count together', () => {
  const records = [
    aRecord({ deaths: [aDeath({ lostRequests: 20 }), aDeath({ lostRequests: 0 }), aDeath({ lostRequests: 18 })] }),
    aRecord({ deaths: [aDeath({ lostRequests: 19 }), aDeath({ lostRequests: 21 }), aDeath({ lostRequests: 17 })] }),
  ];
  expect(distributionsOf(records).find(({ name }) => name === 'lost with a death')).toEqual({
    ...{ name: 'lost with a death', unit: 'requests', of: 'deaths', n: 6, median: 18.5 },
    ...{ middleHalf: { from: 17.25, to: 19.75 }, truly: { from: 0, to: 21 } },
  });
});

test('a death that nobody replaced has no time to serving', () => {
  const records = [aRecord({ deaths: [aDeath({ reforkMs: 90 }), aDeath({ reforkMs: null })] })];
  expect(distributionsOf(records).find(({ name }) => name === 'exit to serving')).toMatchObject({ n: 1, median: 90 });
  expect(distributionsOf([aRecord({ deaths: [] })]).map(({ name }) => name)).toEqual(['refork']);
});

test('what a check observed in different units is not mixed', () => {
  const [check] = aRecord().checks as [CheckResult];
  const of = (observed: number, unit: string): RunRecord =>
    aRecord({ checks: [{ ...check, observed, unit }], deaths: [] });
  const found = distributionsOf([of(99, '%'), of(1200, 'ms'), of(97, '%')]);
  expect(found.map(({ unit, n, median }) => [unit, n, median])).toEqual([
    ['%', 2, 98],
    ['ms', 1, 1200],
  ]);
});
