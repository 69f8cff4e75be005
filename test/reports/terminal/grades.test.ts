import { describe, expect, it } from 'vitest';
import { gradeOf, notGraded } from '../../../harness/grade/grade.js';
import { width } from '../../../reports/plain-text.js';
import { gradeReport, gradesTable } from '../../../reports/terminal/grades.js';
import { plain } from '../../../reports/terminal/style.js';
import { check, notReady, ran, trials } from '../../grade/trials.js';

const crash = ran({ checks: [check('refork', 'fail', 'No replacement came for worker 1.')] }, 'runs/grade/crash');
const failing = gradeOf('class/bob/server.mjs', trials({ crash }));
const dead = gradeOf('class/eve/server.mjs', {
  quiet: notReady({ kind: 'ended', code: 1, signal: null, forks: 0 }, [
    'Its last words on stderr:',
    '  ReferenceError: x',
  ]),
});

describe("a student's report", () => {
  it('says what holds, what does not and why, where to read on and where to look', () => {
    const lines = gradeReport(failing, plain).split('\n');
    expect(lines[0]).toBe('class/bob/server.mjs: 4 of 5 hold');
    expect(lines).toContainEqual(
      expect.stringMatching(/✗ does not {2}A crashed worker is replaced +No replacement came for/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/✓ holds {5}It outlives a memory leak/));
    expect(lines).toContain('    A crashed worker is replaced: docs/exercise.md#a-crashed-worker-is-replaced');
    expect(lines).toContain('      what happened: runs/grade/crash/report.html');
  });

  it('tells the reason once for a module that does not start, with its last words', () => {
    const text = gradeReport(dead, plain);
    expect(text.split('before it served anything')).toHaveLength(2);
    expect(text).toContain('  ReferenceError: x');
    expect(text.match(/✗ does not/g)).toHaveLength(5);
  });

  it('has nothing to read on where everything holds', () => {
    expect(gradeReport(gradeOf('a.mjs', trials()), plain)).not.toContain('Read on');
  });

  it('says of what could not be graded why, and nothing of criteria', () => {
    const text = gradeReport(notGraded('none.mjs', ['There is no such file.']), plain);
    expect(text).toBe('none.mjs: could not be graded\n\n  Note: There is no such file.\n');
  });

  it('does nothing to the terminal, whatever a module printed', () => {
    const words = ['\u001b[2J\u0007boom'];
    const grade = gradeOf('a\u001b[31m.mjs', { quiet: notReady({ kind: 'forks-none' }, words) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    expect(gradeReport(grade, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe("a teacher's table", () => {
  const grades = [gradeOf('class/ada/server.mjs', trials()), failing, dead, notGraded('none.mjs', ['No such file.'])];

  it('has a row for each module, and says what does not hold first of all', () => {
    const lines = gradesTable(grades, plain, 120).split('\n');
    expect(lines[1]).toMatch(/class\/ada\/server.mjs +✓ {2}✓ {2}✓ {2}✓ {2}✓ +5 of 5 +everything holds$/);
    expect(lines[2]).toMatch(
      /class\/bob\/server.mjs +✓ {2}✓ {2}✗ {2}✓ {2}✓ +4 of 5 +No replacement came for worker 1\.$/,
    );
    expect(lines[3]).toMatch(/class\/eve\/server.mjs +✗ {2}✗ {2}✗ {2}✗ {2}✗ +0 of 5 +It ended with status 1/);
    expect(lines.find((line) => line.includes('none.mjs'))).toMatch(/– +No such file\.$/);
    expect(lines).toContain('1 of 4 modules has all of it; 1 could not be graded.');
  });

  it('is no wider than the terminal', () => {
    for (const line of gradesTable(grades, plain, 80).split('\n')) expect(width(line)).toBeLessThanOrEqual(80);
  });
});
