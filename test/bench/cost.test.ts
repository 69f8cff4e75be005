import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documentOf, inOneLine } from '../../bench/cost/document.js';
import { type Figure, isReached, median, quantile, taken } from '../../bench/cost/figure.js';
import { aFolder } from '../a-folder.js';

const aFigure = (part: Partial<Figure> = {}): Figure => ({
  ...{ what: 'rate', value: 0.961, spread: [0.94, 0.982], unit: 'of', limit: { atLeast: 0.95 }, how: 'By hand.' },
  ...part,
});

const machine = { cpus: 2, model: 'a CPU', memoryBytes: 8e9, platform: 'linux x64', node: 'v20.20.2', load: 0.4 };
const document = (...figures: Figure[]): string => documentOf([{ at: '2026-01-31T12:00:00.000Z', machine, figures }]);

describe('a figure', () => {
  it('is the median of what was taken, with the lowest and the highest', () => {
    expect(taken([3, 1, 2])).toEqual({ value: 2, spread: [1, 3] });
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(taken([])).toEqual({ value: null, spread: null });
  });

  it('at p99 is one that so many are not above', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(quantile(hundred, 0.99)).toBe(99);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('reaches its limit at the limit, and neither reaches nor misses one that it has not', () => {
    expect(isReached(aFigure({ value: 0.95 }))).toBe(true);
    expect(isReached(aFigure({ value: 0.949 }))).toBe(false);
    expect(isReached(aFigure({ value: 3, limit: { atMost: 3 } }))).toBe(true);
    expect(isReached(aFigure({ value: null }))).toBe(null);
    expect(isReached(aFigure({ limit: null }))).toBe(null);
  });
});

describe('the document about what measuring costs', () => {
  it('has a row for each figure, and says how each was taken', () => {
    const text = document(aFigure());
    expect(text).toContain('| rate | 0.961 | 0.94 to 0.982 | ≥ 0.95 | reached |');
    expect(text).toContain('**rate.** By hand.');
  });

  it('says loudly what was not reached', () => {
    expect(document(aFigure({ value: 0.9 }))).toContain('| **not reached** |');
  });

  it('says what could not be taken, and why', () => {
    const missing = aFigure({ value: null, spread: null, limit: null, note: 'not installed' });
    expect(document(missing)).toContain('| rate | not installed | – | – |  |');
  });

  it('says when and on what, with units where there are any', () => {
    const text = document(aFigure({ value: 2.345, spread: [1, 3], unit: 's', limit: { atMost: 3 } }));
    expect(text).toContain('2026-01-31 12:00');
    expect(text).toContain('Load average before a measurement: 0.4 to 0.4.');
    expect(text).toContain('| 2.35 s | 1 s to 3 s | ≤ 3 s | reached |');
  });

  it('tells each figure in one line as it is taken', () => {
    expect(inOneLine(aFigure())).toBe('rate: 0.961 (to reach ≥ 0.95: reached)');
  });
});

it('is not written by one figure alone, which would look like all of them', () => {
  using folder = aFolder();
  const words = [resolve('dist/bench/cost/main.js'), '--figure', 'sampler'];
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: folder.path, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^a sample of 64 workers: .*Not written: docs\/performance\.md\. Never taken in this folder: /ms,
  );
  expect(existsSync(join(folder.path, 'docs'))).toBe(false);
});
