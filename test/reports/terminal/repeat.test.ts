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
    expect(text).toContain('4 of 5 runs ended as they should; 1 did not.');
  });

  it('compares what was observed as numbers', () => {
    const text = repeatTable(
      [9, 100, 20].map((ms) => runOf(refork(ms))),
      plain,
    );
    expect(cellsOf('refork', text).slice(2, 5)).toEqual(['9', '20', '100']);
  });

  it('has what lies between the two in the middle of an even number of runs', () => {
    const text = repeatTable(
      [10, 20, 30, 40].map((ms) => runOf(refork(ms))),
      plain,
    );
    expect(cellsOf('refork', text)[3]).toBe('25');
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
    expect(repeatTable(bad, coloured)).toContain(coloured.bad('1 of 2 runs ended as they should; 1 did not.'));
  });

  it('is no wider than the terminal', () => {
    const text = repeatTable([runOf({ ...refork(1234.5), unit: 'requests no death explains' })], plain, 72);
    expect(text.split('\n').filter((line) => width(line) > 72)).toEqual([]);
  });

  it('has a line of its own for each unit in which a check told what it observed', () => {
    const late = { ...refork(3, 'fail'), unit: 'workers', limit: 0 };
    const text = repeatTable([runOf(refork(50)), runOf(late)], plain);
    expect(cellsOf('refork', text)).toEqual(['refork', '1 of 2', '50', '50', '50', '1,000', 'ms']);
    expect(cellsOf('workers', text)).toEqual(['3', '3', '3', '0', 'workers']);
  });

  it('says how sure the median is, over runs and over deaths, and that fewer than six cannot say', () => {
    const text = repeatTable(
      [20, 30, 70].map((ms) => runOf(refork(ms))),
      plain,
    );
    const sure = text.slice(text.indexOf('truly'));
    expect(cellsOf('refork', sure)).toEqual(['refork, ms', '3 runs', '30', '25 to 50', '–']);
    expect(cellsOf('exit to serving', sure)[1]).toBe('12 deaths');
  });

  it('says between what shares of all runs would end as they should', () => {
    expect(repeatTable([runOf(refork(5)), runOf(refork(6))], plain)).toContain(
      'Of all such runs 34.24 to 100 % would (at 95 %).',
    );
  });

  it('says what is wrong, what could not be judged, and how many more runs would settle that', () => {
    const undecided = aRecord({ verdict: 'inconclusive' });
    const good = [1, 2, 3, 4].map((ms) => runOf(refork(ms)));
    expect(repeatTable([...good, undecided], plain)).toContain(
      '4 of 5 runs ended as they should; 1 could not be judged.',
    );
    expect(repeatTable([...good, undecided], plain)).toContain('About 9 more runs like these would settle it.');
    expect(repeatTable([...good, ...good, undecided], plain)).toContain(
      'Even if those that could not be judged had failed',
    );
    expect(repeatTable([undecided], plain)).toContain('more runs settle nothing');
    expect(repeatTable([...good, undecided, runOf(refork(2000, 'fail'))], plain)).toContain(
      '4 of 6 runs ended as they should; 1 did not, 1 could not be judged.',
    );
  });
});
