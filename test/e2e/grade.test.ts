import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Grade } from '../../harness/grade/grade.js';
import { Command, server } from './command.js';

const starter = fileURLToPath(new URL('../../docs/exercise/starter.mjs', import.meta.url));

// One call, because each module takes half a minute.
it("a class is graded whole: the course's server, one that never reforks, the bare starter, and a file that is not there", async () => {
  const files = [server('course-page/same-file.js'), server('controls/no-refork.js'), starter, 'nowhere.mjs'];
  await using command = new Command('grade', ...files, '--json');
  expect(await command.ended(), command.stderr).toBe(3);
  const { grades } = JSON.parse(command.stdout) as { grades: Grade[] };
  expect(grades.map(({ file }) => file)).toEqual(files);
  const [course, noRefork, bare, nowhere] = grades.map(({ verdict, criteria, notes }) => {
    return { verdict, notes, ...Object.fromEntries(criteria.map(({ name, status }) => [name, status])) };
  });

  // On a machine that is too busy to tell something is not shown; nothing fails.
  expect(['pass', 'inconclusive'], command.stdout).toContain(course?.verdict);
  expect(course).toMatchObject({ spread: 'pass', stop: 'pass' });
  expect(noRefork).toMatchObject({ verdict: 'fail', spread: 'pass', refork: 'fail', leak: 'fail', stop: 'pass' });
  const all = { workers: 'fail', spread: 'fail', refork: 'fail', leak: 'fail', stop: 'fail' };
  expect(bare).toMatchObject({ verdict: 'fail', ...all });
  expect(grades[2]?.criteria[0]?.sentence).toContain('It is not clustered');
  expect(nowhere).toEqual({ verdict: 'could-not-run', notes: ['There is no such file.'] });
}, 180_000);
