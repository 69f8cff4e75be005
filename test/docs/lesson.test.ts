import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../harness/cli/catalogue.js';
import { readCommand } from '../../harness/cli/read-command.js';
import { planOf } from '../../harness/plan.js';
import { stepsOf, wordsOf } from '../../reports/lesson/lesson.js';
import { scenarios } from '../../scenarios/index.js';

const at = (path: string): URL => new URL(`../../docs/${path}`, import.meta.url);
const text = readFileSync(at('lesson.md'), 'utf8');
const steps = stepsOf(text);
const names = catalogue.map(({ name }) => name);

describe('the lesson', () => {
  it.each(steps.map((step) => [step.command, step] as const))('"%s" can be run', (_, step) => {
    const command = readCommand(wordsOf(step), names);
    if (command.kind !== 'run') throw new Error(`${command.kind} runs nothing`);
    const scenario = scenarios.find(({ name }) => name === command.scenario);
    expect(() => scenario && planOf(scenario, command.options)).not.toThrow();
  });

  it('names no scenario or option that does not exist, in its text either', () => {
    const calls = [...text.matchAll(/npm run scenario (?:-- )?([^`\n]+)/g)].map(([, words = '']) => words);
    expect(calls.length).toBeGreaterThanOrEqual(8);
    for (const words of calls) expect(() => readCommand(words.split(' '), names)).not.toThrow();
    const options = [...text.matchAll(/`(--[a-z-]+)`/g)]
      .map(([, option = '']) => option)
      .filter((each) => each !== '--');
    for (const option of options) expect(() => readCommand(['leak', option], names)).not.toThrow();
  });

  it('has of each run that was made both picture and figures, and of the others neither', () => {
    for (const step of steps) {
      const { name, words } = step;
      const isRun = scenarios.some((scenario) => scenario.name === wordsOf(step)[0]);
      const [, content = ''] =
        text.match(new RegExp(`<!-- run ${name}: .+ -->\\n([\\s\\S]*?)<!-- end of run -->`)) ?? [];
      expect(existsSync(at(`pictures/${name}.svg`)), name).toBe(content !== '');
      if (content === '') continue;
      expect(content).toContain(`![${words}](pictures/${name}.svg)\n\n${isRun ? '| workers that died ' : '**'}`);
      expect(content).toMatch(/^(Passed: all \d+ checks held\.|\S+ failed, as it should: .+)$/m);
    }
  });

  it('leads to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(at(link)))).toEqual([]);
  });

  it('takes an hour', () => {
    const minutes = [...text.matchAll(/^\| \d \| .* \| (\d+) \|$/gm)].map(([, each]) => Number(each));
    expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(60);
  });
});
