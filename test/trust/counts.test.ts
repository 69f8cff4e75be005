import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Scenario } from '../../harness/scenario.js';
import { scenarios } from '../../scenarios/index.js';
import { valuesOf } from '../../tools/command-line.js';
import { definitionOf } from '../../trust/code.js';
import { type Finished, nothingYet, readData, saveData, withRun } from '../../trust/data.js';
import { documentOf, rate } from '../../trust/document.js';
import { nextTurn } from '../../trust/next.js';
import { breathsOf } from '../../trust/noise.js';
import { pairsOf } from '../../trust/pairs.js';
import { readShare, trust } from '../../trust/words.js';

const pairs = pairsOf(scenarios);
const leak = scenarios.find(({ name }) => name === 'leak') as Scenario;

const aRun = (part: Partial<Finished> = {}): Finished => ({
  ...{ scenario: 'leak', target: null, condition: 'quiet', definition: definitionOf(leak) },
  ...{ code: 'abc', seed: 1, at: '2026-01-31T12:00:00.000Z', outcome: 'right', says: 'Passed.', unsure: [] },
  measures: { deaths: 4 },
  ...part,
});
const after = (...runs: Partial<Finished>[]) =>
  runs.reduce((data, run) => withRun(data, aRun(run), 'a machine'), nothingYet);

test('runs add up by pair, condition, definition and code, with the extremes of their figures', () => {
  const data = after({}, { measures: { deaths: 9 } }, { code: 'def', outcome: 'inconclusive', unsure: ['loss'] });
  expect(data.cells).toHaveLength(1);
  expect(data.cells[0]).toMatchObject({
    byCode: { abc: { right: 2 }, def: { inconclusive: 1 } },
    extremes: { deaths: [4, 9] },
    unsure: { loss: 1 },
    odd: [],
  });
  expect(after({}, { condition: 'busy' }, { definition: 'other' }, { target: 'x' }).cells).toHaveLength(4);
});

test('the odd ones out are kept with their seeds, and an inconclusive one is not odd', () => {
  const [cell] = after({ outcome: 'false pass', seed: 7 }, { outcome: 'inconclusive' }, { outcome: 'not run' }).cells;
  expect(cell?.odd.map(({ outcome, seed }) => [outcome, seed])).toEqual([
    ['false pass', 7],
    ['not run', 1],
  ]);
});

test('what was saved comes back, and without a file there is nothing yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'refork-trust-'));
  try {
    const file = join(folder, 'data.ndjson');
    expect(readData(file)).toEqual(nothingYet);
    const data = after({}, { condition: 'busy', outcome: 'false pass' });
    saveData(file, data);
    expect(readData(file)).toEqual(data);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the next run goes where there are fewest, of several to the first', () => {
  const two = pairs.slice(1, 3);
  const next = (...runs: Partial<Finished>[]) => {
    const turn = nextTurn(two, ['quiet', 'busy'], after(...runs), ({ scenario }) => definitionOf(scenario));
    return [turn?.pair.scenario.name, turn?.condition, turn?.runs];
  };
  expect(next()).toEqual(['leak', 'quiet', 0]);
  expect(next({})).toEqual(['leak', 'busy', 0]);
  expect(next({ condition: 'disturbed' })).toEqual(['leak', 'busy', 0]);
  expect(next({ definition: 'other' })).toEqual(['leak', 'quiet', 0]);
  expect(nextTurn([], ['quiet'], nothingYet, () => '')).toBeUndefined();
});

test('another limit is another scenario, and another story is not', () => {
  expect(definitionOf({ ...leak, story: 'Other words.' })).toBe(definitionOf(leak));
  expect(definitionOf({ ...leak, checks: leak.checks.slice(1) })).not.toBe(definitionOf(leak));
  expect(definitionOf({ ...leak, load: { ...leak.load, rate: 999 } })).not.toBe(definitionOf(leak));
});

test('a share is read, and what it does not know is refused with what it knows', () => {
  const share = (argv: string[]) => readShare(valuesOf(trust, argv), pairs);
  expect(share(['--runs', '20', '--condition', 'quiet', '--scenario', 'leak'])).toMatchObject({
    ...{ runs: 20, forMs: Infinity, conditions: ['quiet'] },
  });
  expect(share(['--for', '30m'])).toMatchObject({ runs: Infinity, forMs: 1_800_000, pairs });
  expect(share([]).forMs).toBe(600_000);
  expect(share(['--pair', 'leak on course-page']).pairs).toHaveLength(1);
  expect(() => share(['--scenario', 'leek'])).toThrow('Did you mean "leak"?');
  expect(() => share(['--runs', 'many'])).toThrow('--runs many is no whole number');
  expect(() => share(['--run', '3'])).toThrow('--runs N           how many runs to make now');
});

test('the same seed slows a harness at the same moments, and another at others', () => {
  const first = (seed: string) => {
    const breaths = breathsOf(seed);
    return Array.from({ length: 5 }, () => breaths.next().value);
  };
  expect(first('leak, 3')).toEqual(first('leak, 3'));
  expect(first('leak, 3')).not.toEqual(first('leak, 4'));
  expect(first('leak, 3')).not.toEqual(first('crash, 3'));
});

test('a harness is slowed by hiccups or now and then for seconds, each often enough', () => {
  const breaths = Array.from({ length: 500 }, (_, seed) => breathsOf(`leak, ${seed}`).next().value);
  const [long, short] = [breaths.filter(({ runMs }) => runMs >= 2000), breaths.filter(({ runMs }) => runMs <= 1000)];
  expect(long.length + short.length).toBe(500);
  expect(long.length).toBeGreaterThan(60);
  expect(long.every(({ runMs, stopMs }) => runMs <= 6000 && stopMs >= 1000 && stopMs <= 4000)).toBe(true);
  expect(short.every(({ runMs, stopMs }) => runMs >= 50 && stopMs >= 0 && stopMs <= 400)).toBe(true);
});

test('a rate is told with its interval, and none seen with what it stays below', () => {
  expect(rate(0, 500)).toBe('0 of 500 (below 0.76 %)');
  expect(rate(3, 10)).toBe('3 of 10 (10.78 to 60.32 %)');
  expect(rate(0, 0)).toBe('–');
});

test('the page names false verdicts, leaves out scenarios that were defined otherwise, and counts them', () => {
  const data = after({}, { outcome: 'false failure', says: 'refork: late | by far', seed: 2 }, { definition: 'older' });
  const page = documentOf(data, pairs, ({ scenario }) => definitionOf(scenario), 'abc');
  expect(page).toContain('2 whole runs');
  expect(page).toContain('With the code as it is now, abc, there are 2.');
  expect(page).toContain('1 more were made of scenarios that have been defined otherwise since');
  expect(page).toContain('| leak | pass | 1, 1 false failure | – | – | – |');
  expect(page).toContain('| false failure | leak | quiet | 2 | abc | 2026-01-31 12:00 | refork: late \\| by far |');
  expect(page).toContain('| quiet | 2 | – | 1 of 2 (9.45 to 90.55 %) |');
  expect(page).toMatch(/\| deaths \| 4 \| 4 \|/);
});

test('rates are of the code as it is now, and those of earlier code stand apart', () => {
  const data = after({}, { outcome: 'false pass', code: 'old' }, { code: 'old' });
  const pageWith = (codeNow: string) => documentOf(data, pairs, ({ scenario }) => definitionOf(scenario), codeNow);
  const [now = '', earlier = ''] = pageWith('abc').split('## With earlier code');
  expect(now).toContain('| leak | pass | 1 | – | – | – |');
  expect(now).not.toContain('| quiet | 2 |');
  expect(earlier).toContain('### old');
  expect(earlier).toContain('| quiet | 2 |');
  expect(earlier).toContain('| false pass | leak | quiet | 1 | old |');
  expect(pageWith('def')).toContain('### abc');
  expect(documentOf(after({}), pairs, ({ scenario }) => definitionOf(scenario), 'abc')).not.toContain('earlier code');
});
