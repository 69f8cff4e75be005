import { describe, expect, it } from 'vitest';
import { exitStatus } from '../../harness/exit-status.js';
import { concludeSafely } from '../../harness/study/conclude.js';
import { defineStudy } from '../../harness/study/define-study.js';
import { idleCoresIn } from '../../harness/study/idle.js';
import type { Seen, SeenRun } from '../../harness/study/study.js';
import { mistakeInStudy } from '../../harness/study/study-shape.js';
import { UsageError } from '../../harness/usage-error.js';
import { aRecord } from '../a-record.js';
import { aStudy, aStudyRecord } from './a-study.js';

const nothing: Seen = { runs: [], interviews: [], toils: [] };
const ran = (verdict: 'pass' | 'fail' | 'inconclusive', step = 'run-1'): SeenRun => ({
  ...{ step, idleCores: null },
  record: aRecord({
    verdict,
    checks: [{ name: 'orphans', limits: {}, status: verdict, observed: 0, limit: 0, unit: '', summary: 'Said so.' }],
  }),
});
const holding = aStudy({
  conclude: () => ({
    findings: [{ name: 'point', status: 'pass', observed: 1, limit: 1, unit: '', summary: 'It holds.' }],
    sections: [],
  }),
});

describe('a conclusion', () => {
  it('is the worst of its findings and of the runs it was drawn from', () => {
    const verdicts = (...runs: SeenRun[]) => concludeSafely(holding, { ...nothing, runs }).verdict;
    expect([
      verdicts(),
      verdicts(ran('pass')),
      verdicts(ran('pass'), ran('inconclusive')),
      verdicts(ran('fail')),
    ]).toEqual([...['pass', 'pass', 'inconclusive', 'fail']]);
  });

  it('says which run did not pass, and why', () => {
    const { findings } = concludeSafely(holding, { ...nothing, runs: [ran('pass'), ran('fail', 'run-2')] });
    expect(findings[0]).toMatchObject({
      name: 'runs',
      status: 'fail',
      summary: expect.stringMatching(/^In run-2: .*Said so/),
    });
  });

  it('of nothing is inconclusive, and so is one that throws: it says what', () => {
    expect(concludeSafely(aStudy(), nothing).verdict).toBe('inconclusive');
    const throwing = aStudy({
      conclude() {
        throw new Error('no table');
      },
    });
    const { verdict, findings } = concludeSafely(throwing, nothing);
    expect([verdict, findings[0]?.summary]).toEqual(['inconclusive', expect.stringContaining('no table')]);
  });

  it('ends with the same statuses as a run', () => {
    const statuses = (['pass', 'fail', 'inconclusive'] as const).map((verdict) =>
      exitStatus(aStudyRecord({ verdict })),
    );
    expect(statuses).toEqual([0, 1, 2]);
  });
});

describe('the definition of a study', () => {
  it('is refused with all of its mistakes', () => {
    const wrong = aStudy({
      ...{ name: 'My Study', story: ' ' },
      steps: (options) => ['a', 'a'].map((name) => ({ kind: 'ask', name, options, paths: [] })),
    });
    expect(() => defineStudy(wrong)).toThrow(UsageError);
    expect(() => defineStudy(wrong)).toThrow(/My Study(.|\n)*story is empty(.|\n)*two steps are named "a"/);
    expect(() => defineStudy(aStudy({ steps: () => [] }))).toThrow('steps are empty');
  });

  it('is handed back as it is when it is right', () => {
    const study = aStudy();
    expect(defineStudy(study)).toBe(study);
  });
});

describe('idle cores', () => {
  const looks = [0, 100, 200, 300, 400, 500, 600, 700].map((atMs) => ({
    atMs,
    idleMs: atMs < 200 ? 2 * atMs : 400 + 0.5 * (atMs - 200),
  }));

  it('are those that had nothing to do between two moments', () => {
    expect(idleCoresIn(looks, 200, 700)).toBeCloseTo(0.5);
  });

  it('are unknown of a stretch too short to say', () => {
    expect(idleCoresIn(looks, 0, 300)).toBeNull();
    expect(idleCoresIn([], 0, 1000)).toBeNull();
  });
});

describe('the record of a study', () => {
  it('is known by its shape, and a mistake in it by its place', () => {
    expect(mistakeInStudy(aStudyRecord())).toBeNull();
    expect(mistakeInStudy(JSON.parse(JSON.stringify(aStudyRecord({ runs: [] }))))).toBeNull();
    expect(mistakeInStudy({ ...aStudyRecord(), runs: [{ step: 3 }] })).toContain('runs[0].step should be a string');
    expect(
      mistakeInStudy({ ...aStudyRecord(), sections: [{ title: 'x', table: { columns: [], rows: [[1]] } }] }),
    ).toContain('rows[0][0]');
  });
});
