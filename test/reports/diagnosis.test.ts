import { describe, expect, it } from 'vitest';
import type { CheckName, Expectation, Status } from '../../harness/record.js';
import { checkNames } from '../../harness/record.js';
import { cellText, diagnose, isWhole } from '../../reports/diagnosis.js';
import { diagnosisMarkdown } from '../../reports/diagnosis-markdown.js';
import { diagnosisTable } from '../../reports/terminal/diagnosis.js';
import { plain } from '../../reports/terminal/style.js';
import { aRecord } from '../a-record.js';

/** A run of a control in which these checks failed, `?` was not judged, and all others passed. */
function aControl(scenario: string, expectation: Expectation, failed: readonly CheckName[], unsure: CheckName[] = []) {
  const status = (name: CheckName): Status =>
    failed.includes(name) ? 'fail' : unsure.includes(name) ? 'inconclusive' : 'pass';
  const checks = checkNames.map((name) => ({
    ...{ name, limits: {}, observed: null, limit: null, unit: '', summary: `The ${name} sentence.` },
    status: status(name),
  }));
  const verdict = failed.length > 0 ? 'fail' : unsure.length > 0 ? 'inconclusive' : 'pass';
  return aRecord({ scenario, story: `What ${scenario} is.`, expectation, checks, verdict });
}

const noRefork: Expectation = { fails: 'refork', consequences: ['recovery', 'stability'] };
const named = (check: CheckName) => aControl(`bad-${check}`, { fails: check, consequences: [] }, [check]);
const dud = aControl('dud', { fails: 'exercised', consequences: [] }, [], ['exercised']);
const one = aControl('no-refork', noRefork, ['refork', 'recovery'], ['loss']);

describe('the diagnosis matrix', () => {
  it('has a row a control, and none for what is no control', () => {
    const { rows } = diagnose([one, aRecord(), one, dud]);
    expect(rows.map(({ control, runs, caught }) => [control, runs, caught])).toEqual([
      ['no-refork', 2, 2],
      ['dud', 1, 1],
    ]);
  });

  it('tells the named check, its consequences and what fails for the wrong reason apart', () => {
    const strange = aControl('no-refork', noRefork, ['refork', 'orphans']);
    const [row] = diagnose([one, strange]).rows;
    const cell = (check: CheckName) => row && cellText(row.cells[check], row.runs);
    expect([cell('refork'), cell('recovery'), cell('orphans'), cell('capacity')]).toEqual([
      'FAIL',
      'fail 1/2',
      'fail! 1/2',
      '·',
    ]);
    expect(row).toMatchObject({ runs: 2, caught: 1 });
  });

  it('shows what could not be judged, and leaves open what was not asked', () => {
    const [row] = diagnose([one]).rows;
    expect(row && cellText(row.cells.loss, 1)).toBe('?');
    expect(cellText({ part: 'none', pass: 0, fail: 0, inconclusive: 0 }, 1)).toBe('');
  });

  it('is whole when each check has caught a control, and each control was caught every time', () => {
    const all = [...checkNames.filter((check) => check !== 'exercised').map(named), dud];
    expect(isWhole(diagnose(all))).toBe(true);
    expect(diagnose(all.slice(1)).untried).toEqual(['refork']);
    expect(isWhole(diagnose(all.slice(1)))).toBe(false);
    const escaped = aControl('bad-loss', { fails: 'loss', consequences: [] }, []);
    expect(isWhole(diagnose([...all, escaped]))).toBe(false);
  });

  it('names consequences that are declared and never came', () => {
    expect(diagnose([one]).idle).toEqual([{ control: 'no-refork', check: 'stability' }]);
  });

  it('reads the same on a terminal and as Markdown', () => {
    const text = diagnosisTable(diagnose([one, dud]), plain);
    expect(text).toContain('2 of 2 runs of 2 controls ended as they must.');
    expect(text).toContain('no-refork declares that stability may fail, and it never did.');
    const markdown = diagnosisMarkdown([one, dud]);
    expect(markdown).toContain('| no-refork | · | **FAIL** | · | · | · | ? | · | fail | · | · | 1 of 1 |');
    expect(markdown).toContain('| dud | **?** |');
    expect(markdown).toContain('2 runs on 2026-01-31');
    expect(markdown).toContain('| no-refork | What no-refork is. | refork |');
  });

  it('lets no markup of a scenario into the document', () => {
    expect(diagnosisMarkdown([aControl('<b>', noRefork, ['refork'])])).not.toContain('<b>');
  });
});
