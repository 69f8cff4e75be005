import { describe, expect, it } from 'vitest';
import { figuresOf, shownOf, stepsOf, withRun, wordsOf } from '../../../reports/lesson/lesson.js';
import { aDeathWithoutRefork, aRecord } from '../../a-record.js';

const lesson = `
\`\`\`sh
npm run scenario -- leak --target a.mjs
\`\`\`

**See.**

<!-- run leak-lossy: a leak -->

| old |

<!-- end of run -->

\`\`\`js
cluster.fork();
\`\`\`

\`\`\`sh
npm run scenario steady
\`\`\`

<!-- run steady: nothing at all -->
<!-- end of run -->

\`\`\`sh
npm run scenario drain
\`\`\`
`;

describe('the runs of a lesson', () => {
  it('are its commands that a place for a run follows', () => {
    expect(stepsOf(lesson)).toEqual([
      { name: 'leak-lossy', command: 'npm run scenario -- leak --target a.mjs', words: 'a leak' },
      { name: 'steady', command: 'npm run scenario steady', words: 'nothing at all' },
    ]);
  });

  it('are given to the command line without what npm takes for itself', () => {
    expect(stepsOf(lesson).map(wordsOf)).toEqual([['leak', '--target', 'a.mjs'], ['steady']]);
    expect(() => wordsOf({ name: 'x', command: 'rm -r x', words: '' })).toThrow('The lesson shows "rm -r x".');
  });
});

describe('the figures of a lesson', () => {
  it('come into their place, over those that were there, and leave the rest as it is', () => {
    const once = withRun(lesson, 'leak-lossy', '| new |');
    expect(once).toBe(lesson.replace('| old |', '| new |'));
    expect(withRun(once, 'leak-lossy', '| new |')).toBe(once);
    expect(withRun(lesson, 'steady', '| new |')).toContain(
      '<!-- run steady: nothing at all -->\n\n| new |\n\n<!-- end',
    );
  });

  it('have a place, or it is an error', () => {
    expect(() => withRun(lesson, 'drain', '')).toThrow('The lesson has no place for "drain"');
  });

  it('are those of the record', () => {
    const [, , cells = '', , verdict] = figuresOf(aRecord()).split('\n');
    expect(cells).toBe('| 4 | 0 | 71 ms | 2 of 2 | 0 of 20,020 | 0 | 100 % | 0 ms |');
    expect(verdict).toBe('Passed: the check held.');
  });

  it('say nothing of the time after the end of the server', () => {
    const record = aRecord({ deaths: [aDeathWithoutRefork()], primary: { died: true } });
    expect(figuresOf(record).split('\n')[2]).toBe('| 1 | 1 | – | 2 of 2 | 0 of 20,020 | 0 | – | for ever |');
  });

  it('stand below the picture, and say where they were measured', () => {
    const shown = shownOf({ name: 'leak', command: '', words: 'a saw-tooth' }, aRecord());
    expect(shown).toMatch(/^!\[a saw-tooth\]\(pictures\/leak\.svg\)\n\n\| workers that died /);
    expect(shown).toMatch(/\n\nMeasured on 2026-01-31 with Node v20\.20\.2 on linux, 2 CPUs\.$/);
  });
});
