import { describe, expect, it } from 'vitest';
import type { CheckResult, RunRecord } from '../../../harness/record.js';
import { width } from '../../../reports/plain-text.js';
import { repeatTable } from '../../../reports/terminal/repeat.js';
import { plain, styleFor } from '../../../reports/terminal/style.js';
import { aRecord } from '../../a-record.js';

const refork = (observed: number | null, status: CheckResult['status'] = 'pass'): CheckResult => ({
  name: 'refork',
  limits: { withinMs: 1000 },
  status,
  observed,
  limit: 1000,
  unit: 'ms',
  summary: '',
});

const runOf = (...checks: CheckResult[]): RunRecord => {
  const failed = checks.some(({ status }) => status === 'fail');
  return aRecord({ verdict: failed ? 'fail' : 'pass', checks });
};

/** The cells of the check's line. */
const cellsOf = (name: string, text: string): string[] => {
  const line = text.split('\n').find((each) => new RegExp(`\\b${name}\\b`).test(each)) ?? '';
  return line
    .split(/\s{2,}/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
};

describe('the table of repeated runs', () => {
  it('has how often each check passed, and least, median and most of what it observed, in any order', () => {
    const runs = [30, 1200.456, 20, 40, 70].map((ms) => runOf(refork(ms, ms > 1000 ? 'fail' : 'pass')));
    const text = repeatTable(runs, plain);
    expect(cellsOf('refork', text)).toEqual(['refork', '4 of 5', '20', '40', '1,200.46', '1,000', 'ms']);
    expect(text).toContain('4 of 5 runs ended as they should.');
  });

  it('compares what was observed as numbers', () => {
    const text = repeatTable(
      [9, 100, 20].map((ms) => runOf(refork(ms))),
      plain,
    );
    expect(cellsOf('refork', text).slice(2, 5)).toEqual(['9', '20', '100']);
  });

  it('has the lower of the two in the middle of an even number of runs', () => {
    const text = repeatTable(
      [10, 20, 30, 40].map((ms) => runOf(refork(ms))),
      plain,
    );
    expect(cellsOf('refork', text)[3]).toBe('20');
  });

  it('leaves runs out of the figures in which nothing could be measured, but not out of the count', () => {
    const text = repeatTable([runOf(refork(50)), runOf(refork(null, 'inconclusive'))], plain);
    expect(cellsOf('refork', text)).toEqual(['refork', '1 of 2', '50', '50', '50', '1,000', 'ms']);
  });

  it('has dashes where nothing was ever measured', () => {
    const text = repeatTable([runOf({ ...refork(null, 'inconclusive'), limit: null })], plain);
    expect(cellsOf('refork', text)).toEqual(['refork', '0 of 1', '–', '–', '–', '–', 'ms']);
  });

  it('has a line for each check, in their order', () => {
    const loss: CheckResult = { ...refork(0), name: 'loss', limit: 0, unit: 'requests per death' };
    const text = repeatTable([runOf(refork(5), loss)], plain);
    expect(text.indexOf('refork')).toBeLessThan(text.indexOf('loss'));
    expect(cellsOf('loss', text)).toEqual(['loss', '1 of 1', '0', '0', '0', '0', 'requests per death']);
  });

  it('counts a control whose check failed among the runs that ended as they should', () => {
    const control = aRecord({
      verdict: 'fail',
      expectation: { fails: 'refork', consequences: [] },
      checks: [refork(null, 'fail')],
    });
    expect(repeatTable([control], plain)).toContain('1 of 1 run ended as they should.');
  });

  it('marks its last line as good only when every run ended as it should', () => {
    const coloured = styleFor(1);
    const good = [runOf(refork(5)), runOf(refork(6))];
    expect(repeatTable(good, coloured)).toContain(coloured.good('2 of 2 runs ended as they should.'));
    const bad = [runOf(refork(5)), runOf(refork(6, 'fail'))];
    expect(repeatTable(bad, coloured)).toContain(coloured.bad('1 of 2 runs ended as they should.'));
  });

  it('is no wider than the terminal', () => {
    const text = repeatTable([runOf({ ...refork(1234.5), unit: 'requests no death explains' })], plain, 72);
    expect(text.split('\n').filter((line) => width(line) > 72)).toEqual([]);
  });
});
