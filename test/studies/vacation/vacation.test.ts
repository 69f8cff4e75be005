import { describe, expect, it } from 'vitest';
import type { Seen } from '../../../harness/study/study.js';
import { concludeVacation } from '../../../studies/vacation/conclude.js';
import { growthOf, keptBytes } from '../../../studies/vacation/growth.js';
import { type Lesson, learnFrom } from '../../../studies/vacation/learn.js';
import { rehearse } from '../../../studies/vacation/rehearsal.js';
import { playFortnight } from '../../../studies/vacation/stories.js';
import { aLeakingRun, type Made } from './runs.js';

const kb = (n: number): number => n * 1000;
const learnt = (made: Made) => {
  const lesson = learnFrom(aLeakingRun(made));
  if (typeof lesson === 'string') throw new Error(lesson);
  return lesson;
};
const three = [kb(40), kb(60), kb(90)].map((leakedBytes) => ({ leakedBytes }));
const seen = (runs: readonly Made[], idleCores = 0.8): Seen => ({
  runs: runs.map((made, i) => ({ step: `run-${i + 1}`, record: aLeakingRun(made), idleCores })),
  interviews: [],
  toils: [],
});
const statuses = (of: Seen): Record<string, string> =>
  Object.fromEntries(concludeVacation(of).findings.map(({ name, status }) => [name, status]));

describe('a run teaches', () => {
  const lesson = learnt({ leakedBytes: kb(60), lostPerDeath: 2 });

  it('what was leaked on purpose, and what a worker has that has booted and one that is warm', () => {
    expect(lesson).toMatchObject({ leakedBytes: kb(60), bootBytes: 46_000_000, warmBytes: 54_000_000 });
  });

  it('the most that each worker came to, without the primary', () => {
    expect(lesson.highestBytes).toHaveLength(2 + aLeakingRun({ leakedBytes: kb(60) }).deaths.length);
  });

  it('not from the peaks before the leak, which are garbage', () => {
    const run = aLeakingRun({ leakedBytes: kb(60) });
    const [primary, ...workers] = Object.entries(run.series.rssBytes);
    if (primary === undefined) throw new Error('there is one');
    const peaked = workers.map(([pid, samples]) => [
      pid,
      samples.map((bytes, i) => (i === 3 && bytes !== null ? 64_000_000 : bytes)),
    ]);
    const learntFrom = learnFrom({
      ...run,
      series: { ...run.series, rssBytes: Object.fromEntries([primary, ...peaked]) },
    });
    expect(learntFrom).toMatchObject({ warmBytes: 54_000_000 });
  });

  it('the requests that came while it leaked, those of the prober among them', () => {
    expect(lesson.traffic.requests).toEqual(new Array(100).fill(100));
  });

  it('how many went, and how', () => {
    expect(lesson.recycles).toBe(aLeakingRun({ leakedBytes: kb(60) }).deaths.length);
    expect(lesson.departures[0]).toEqual({ closesAfterMs: 20, replacedAfterMs: 90, lostRequests: 2 });
  });

  it('nothing, without a ceiling or a leak: it says which', () => {
    const run = aLeakingRun({ leakedBytes: kb(60) });
    expect(learnFrom({ ...run, settings: { ...run.settings, ceilingBytes: null } })).toContain('no ceiling');
    expect(learnFrom({ ...run, settings: { ...run.settings, fault: null } })).toContain('how much was leaked');
  });
});

describe('growth', () => {
  const lessons = three.map(learnt);

  it('is told apart from what workers have at first, where runs differ in how many there were', () => {
    const growth = growthOf(lessons);
    expect(growth.freshBytes).toBeCloseTo(50_000_000, -3);
    expect(growth.ownBytes).toBeCloseTo(500, -1);
    expect(lessons.map((each) => keptBytes(each, growth) / 1000).map(Math.round)).toEqual([41, 61, 91]);
  });

  it('starts from no less than a booted worker has, and from no more than a warm one', () => {
    const freshBytes = (bounds: Partial<Lesson>) =>
      growthOf(lessons.map((each) => ({ ...each, ...bounds }))).freshBytes;
    expect(freshBytes({ bootBytes: 52_000_000 })).toBe(52_000_000);
    expect(freshBytes({ warmBytes: 48_000_000 })).toBe(48_000_000);
  });

  it('starts from what a warm worker has, where the runs cannot tell', () => {
    const [one] = lessons;
    if (one === undefined) throw new Error('there are three');
    expect(growthOf([one, one]).freshBytes).toBe(54_000_000);
  });
});

describe('the rehearsal', () => {
  it('foretells each run from what the other two taught', () => {
    for (const { error } of rehearse(three.map(learnt))) expect(Math.abs(error ?? 1)).toBeLessThan(0.1);
  });

  it('is wrong about a run whose workers keep another amount than the others let expect', () => {
    const odd = [...three.slice(0, 2), { leakedBytes: kb(90), keptBytes: kb(60) }].map(learnt);
    expect(rehearse(odd).at(-1)?.error).toBeGreaterThan(0.3);
  });
});

describe('the conclusion', () => {
  it('holds where the simulation foretells the runs, a cluster answers, and one process would not', () => {
    expect(statuses(seen(three))).toEqual({ simulation: 'pass', cluster: 'pass', alone: 'pass' });
  });

  it('fails a simulation that is off by more than it may, and judges no fortnight with it', () => {
    const off = [...three.slice(0, 2), { leakedBytes: kb(90), keptBytes: kb(60) }];
    expect(statuses(seen(off))).toEqual({ simulation: 'fail', cluster: 'inconclusive', alone: 'inconclusive' });
  });

  it('is undecided where it is off and the machine had nothing to spare', () => {
    const off = [...three.slice(0, 2), { leakedBytes: kb(90), keptBytes: kb(60) }];
    expect(statuses(seen(off, 0))).toMatchObject({ simulation: 'inconclusive' });
  });

  it('is undecided with too few recycles to count, and says how to get more', () => {
    const { findings } = concludeVacation(seen(three.map((made) => ({ ...made, requests: 20 }))));
    expect(findings[0]).toMatchObject({ name: 'simulation', status: 'inconclusive' });
    expect(findings[0]?.summary).toContain('--duration');
  });

  it('is undecided where no run was made', () => {
    expect(statuses(seen([]))).toEqual({ simulation: 'inconclusive' });
  });
});

describe('the fortnight', () => {
  const [first, ...others] = three.map(learnt);
  if (first === undefined) throw new Error('there are three');
  const { cluster, alone, restarted } = playFortnight([first, ...others]);

  it('has the same requests in all of its stories, each answered or lost', () => {
    for (const { outcome } of [cluster, alone, restarted]) {
      expect(outcome.answered + outcome.lost).toBe(outcome.requests);
      expect(outcome.requests).toBe(cluster.outcome.requests);
    }
  });

  it('costs a cluster least, and one process that nobody restarts most', () => {
    expect(cluster.outcome.lost).toBeLessThan(restarted.outcome.lost);
    expect(restarted.outcome.lost).toBeLessThan(alone.outcome.lost);
    expect(alone.outcome.toldAtMs).toHaveLength(1);
  });

  it('never leaves a cluster without a worker, and short of one only while it replaces', () => {
    expect(cluster.outcome.nobodyMs).toBe(0);
    expect(cluster.outcome.shortMs).toBe(70 * cluster.outcome.toldAtMs.length);
  });

  it('loses the less at a departure the slower the site is', () => {
    const [lossy, ...rest] = three.map((made) => learnt({ ...made, lostPerDeath: 20 }));
    if (lossy === undefined) throw new Error('there are three');
    const { outcome } = playFortnight([lossy, ...rest]).cluster;
    // 20 of 1,000 a second are under way, so of one in four seconds hardly ever one.
    expect(outcome.lost).toBeLessThanOrEqual(outcome.toldAtMs.length);
  });
});
