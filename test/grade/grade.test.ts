import { describe, expect, it } from 'vitest';
import { type Grade, gradeOf, notGraded, readOn } from '../../harness/grade/grade.js';
import { check, notReady, ran, trials } from './trials.js';

const statuses = ({ criteria }: Grade): string[] => criteria.map(({ name, status }) => `${name} ${status}`);
const of = (grade: Grade, name: string) => grade.criteria.find((mark) => mark.name === name);

describe('a grade', () => {
  it('of a module of which everything holds has every point', () => {
    const grade = gradeOf('server.mjs', trials());
    expect(statuses(grade)).toEqual(['workers pass', 'spread pass', 'refork pass', 'leak pass', 'stop pass']);
    expect(grade).toMatchObject({ file: 'server.mjs', verdict: 'pass', points: 5, outOf: 5, lastWords: [] });
    expect(of(grade, 'refork')?.sentence).toBe('4 deaths, each replaced; the slowest took 71 ms.');
  });

  it('says of each criterion by which run it was judged, and where to read on', () => {
    const { criteria } = gradeOf('server.mjs', trials());
    expect(criteria.map(({ run }) => run?.split('/').at(-1))).toEqual(['quiet', 'quiet', 'crash', 'leak', 'quiet']);
    expect(readOn("It's a title, here")).toBe('docs/exercise.md#its-a-title-here');
  });

  it('has the same keys in the same order whatever came of the trials', () => {
    const { quiet } = trials({ quiet: notReady({ kind: 'forks-none' }) });
    const grades = [gradeOf('a.js', trials()), gradeOf('b.js', { quiet }), notGraded('c.js', ['There is none.'])];
    const keys = ['file', 'verdict', 'points', 'outOf', 'criteria', 'notes', 'lastWords'];
    for (const grade of grades) expect(Object.keys(grade)).toEqual(keys);
    const markKeys = ['name', 'title', 'status', 'sentence', 'points', 'readOn', 'run'];
    for (const mark of grades.flatMap(({ criteria }) => criteria)) expect(Object.keys(mark)).toEqual(markKeys);
  });

  it('loses the point of a crashed worker that is not replaced, and no other', () => {
    const crash = ran({ checks: [check('refork', 'fail', 'No replacement came.'), check('stability', 'fail')] });
    const grade = gradeOf('server.mjs', trials({ crash }));
    expect(statuses(grade)).toEqual(['workers pass', 'spread pass', 'refork fail', 'leak pass', 'stop pass']);
    expect(grade).toMatchObject({ verdict: 'fail', points: 4 });
    expect(of(grade, 'refork')?.sentence).toBe('No replacement came. (stability failed too)');
  });

  it('gives no point for what was not shown, and is no failure for it', () => {
    const leak = ran({ checks: [check('exercised', 'inconclusive', 'Only 1 worker died.')] });
    const grade = gradeOf('server.mjs', trials({ leak }));
    expect(of(grade, 'leak')).toMatchObject({ status: 'inconclusive', points: 0, sentence: 'Only 1 worker died.' });
    expect(grade.verdict).toBe('inconclusive');
  });

  it('shows nothing where the run itself is in doubt', () => {
    const grade = gradeOf('server.mjs', trials({ crash: ran({ doubts: ['The run was interrupted.'] }) }));
    expect(of(grade, 'refork')).toMatchObject({ status: 'inconclusive', sentence: 'The run was interrupted.' });
  });

  it('leaves orphans to the criterion that is about them, and names the run in which there were some', () => {
    const shutdown = { leftBehind: [{ pid: 4101, command: 'node server.mjs' }] };
    const leak = ran({ shutdown, checks: [check('orphans', 'fail'), check('refork', 'pass')] }, 'runs/grade/leak');
    const grade = gradeOf('server.mjs', trials({ leak }));
    expect(statuses(grade).slice(-2)).toEqual(['leak pass', 'stop fail']);
    expect(of(grade, 'stop')).toMatchObject({ run: 'runs/grade/leak' });
    expect(of(grade, 'stop')?.sentence).toBe('1 process of it (pid 4101) went on after its primary had ended.');
  });

  it('takes the point of who has to be killed', () => {
    const grade = gradeOf('server.mjs', trials({ quiet: ran({ shutdown: { primaryForced: true } }) }));
    expect(of(grade, 'stop')?.sentence).toBe('The primary did not end on SIGTERM, and had to be killed.');
  });
});

describe('a module that does not come to serve', () => {
  it('fails every criterion for the reason it has, with its own error', () => {
    const words = ['Its last words on stderr:', "  SyntaxError: Unexpected token '}'"];
    const quiet = notReady({ kind: 'ended', code: 1, signal: null, forks: 0 }, words);
    const grade = gradeOf('server.mjs', { quiet });
    const reason = "It ended with status 1 before it served anything. It says: SyntaxError: Unexpected token '}'";
    expect(grade.criteria.map(({ status, sentence }) => [status, sentence])).toEqual(
      Array.from({ length: 5 }, () => ['fail', reason]),
    );
    expect(grade).toMatchObject({ verdict: 'fail', points: 0, lastWords: words });
  });

  it('the second time fails what was to be tried then', () => {
    const grade = gradeOf('server.mjs', trials({ crash: notReady({ kind: 'never-listens', forks: 2 }) }));
    expect(statuses(grade)).toEqual(['workers pass', 'spread pass', 'refork fail', 'leak pass', 'stop fail']);
    expect(of(grade, 'refork')?.sentence).toMatch(
      /^It served at first, but not when it was started again\. It forked 2/,
    );
  });

  it('and one that was not tried to the end are different things', () => {
    const { leak: _, ...rest } = trials();
    expect(statuses(gradeOf('server.mjs', rest)).slice(-2)).toEqual(['leak inconclusive', 'stop inconclusive']);
  });
});

it('what could not be tried has no point and no criteria, and says why', () => {
  expect(notGraded('none.mjs', ['There is no such file.'])).toMatchObject({
    ...{ verdict: 'could-not-run', points: 0, outOf: 5, criteria: [], notes: ['There is no such file.'] },
  });
});
