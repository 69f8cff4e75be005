import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../harness/cli/read-command.js';
import { criteria } from '../../harness/grade/criteria.js';
import { gradeOf, readOn } from '../../harness/grade/grade.js';
import { scenarios } from '../../scenarios/index.js';
import { trials } from '../grade/trials.js';

const text = readFileSync(new URL('../../docs/exercise.md', import.meta.url), 'utf8');
const starter = readFileSync(new URL('../../docs/exercise/starter.mjs', import.meta.url), 'utf8');
const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading ?? '');

describe('the exercise', () => {
  it('shows the starter as it is', () => {
    expect(text).toContain(`\`\`\`js\n${starter}\`\`\``);
  });

  it('has a section for each criterion, and reports lead to it', () => {
    const anchors = headings.map(readOn);
    for (const { title } of criteria) expect(anchors).toContain(readOn(title));
  });

  it('names commands that exist', () => {
    const calls = [...text.matchAll(/^npx refork (.*?)(?: >.*)?$/gm)].map(([, call]) => call ?? '');
    expect(calls.length).toBeGreaterThanOrEqual(4);
    const names = scenarios.map(({ name }) => name);
    for (const call of calls) expect(() => readCommand(call.split(' '), names)).not.toThrow();
  });

  it('shows the JSON with the keys that it has', () => {
    const shown = JSON.parse(/```json\n(.*?)```/s.exec(text)?.[1] ?? '');
    const grade = gradeOf('server.mjs', trials());
    expect(Object.keys(shown.grades[0])).toEqual(Object.keys(grade));
    expect(shown.grades[0].criteria[0]).toMatchObject({ ...grade.criteria[0], run: expect.any(String) });
    expect(Object.keys(shown.grades[0].criteria[0])).toEqual(Object.keys(grade.criteria[0] ?? {}));
  });
});
