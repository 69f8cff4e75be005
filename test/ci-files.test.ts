import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { optionTable } from '../harness/cli/option-table.js';
import { readCommand } from '../harness/cli/read-command.js';
import { reforkVersion } from '../harness/machine/environment.js';
import { scenarios } from '../scenarios/index.js';
import { aFolder } from './a-folder.js';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

interface Step {
  id?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  steps?: Step[];
  script?: string[];
}

const action: {
  inputs: Record<string, { default: unknown; description: string }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
} = parse(read('action.yml'));
const inputs = Object.keys(action.inputs);
const step = action.runs.steps.find(({ id }) => id === 'run') as Step;
const ofOurOwn = ['scenario', 'command', 'version', 'artifact'];
const options = inputs.filter((input) => !ofOurOwn.includes(input));

describe('the action', () => {
  it.each(options)('has the input %s because the command line has that option', (input) => {
    const option = optionTable.find(({ name }) => name === input);
    expect(option?.calls).toContain('run');
    expect(option?.value).toBeDefined();
  });

  it('leaves out no option that changes a run or its limits', () => {
    const others = ['format', 'live', 'tell', 'predict'];
    const runOptions = optionTable.filter(({ calls, value }) => calls.includes('run') && value !== undefined);
    expect(options.toSorted()).toEqual(
      runOptions
        .map(({ name }) => name)
        .filter((name) => !others.includes(name))
        .toSorted(),
    );
  });

  it('runs the version it belongs to', () => expect(action.inputs.version?.default).toBe(reforkVersion));

  it('puts no input into the script but through the environment', () => {
    expect(step.run).not.toContain('${{');
    for (const input of options) expect(Object.values(step.env ?? {})).toContain(`\${{ inputs.${input} }}`);
  });

  /** Runs the action's script with inputs, beside an npx that says what it was called with and ends with status 2. */
  function script(given: Record<string, string>) {
    using folder = aFolder();
    const npx = join(folder.path, 'npx');
    writeFileSync(
      npx,
      `#!${process.execPath}\nconsole.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 2;\n`,
    );
    chmodSync(npx, 0o755);
    const input = (expression: string): string => {
      const name = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(expression)?.[1] ?? '';
      return given[name] ?? String(action.inputs[name]?.default);
    };
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, input(value)]));
    const outputs = join(folder.path, 'outputs');
    // As GitHub calls it for `shell: bash`.
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''],
      {
        encoding: 'utf8',
        env: { ...env, PATH: `${folder.path}${delimiter}${process.env.PATH}`, GITHUB_OUTPUT: outputs },
      },
    );
    expect(stderr).toBe('');
    return { status, words: JSON.parse(stdout) as string[], outputs: readFileSync(outputs, 'utf8') };
  }

  it('hands on what was given, to the letter, and passes the exit status on', () => {
    const evil = '$(touch x); "./my server.js"';
    const { status, words, outputs } = script({ target: evil, slo: '99.5', 'lost-per-exit': '5' });
    expect(status).toBe(2);
    expect(outputs).toBe('status=2\n');
    expect(words).toEqual([
      ...['--yes', `refork@${reforkVersion}`, 'leak', '--format', 'json,html,junit,markdown'],
      ...[`--target=${evil}`, '--slo=99.5', '--lost-per-exit=5', '--out=refork-report'],
    ]);
  });

  it('calls the command line in words that it understands', () => {
    const values = { path: '/', port: '3000', workers: '2', ceiling: '120MB', enforce: 'harness', signal: 'SIGTERM' };
    const times = { grace: '5s', duration: '10s', 'refork-within': '2s' };
    const numbers = { connections: '10', rate: '100', slo: '99', 'lost-per-exit': '5', repeat: '3' };
    const command = 'exec node server.js';
    const { words } = script({ ...values, ...times, ...numbers, command, scenario: 'crash' });
    const names = scenarios.map(({ name }) => name);
    expect(readCommand(words.slice(2), names)).toMatchObject({
      kind: 'run',
      scenario: 'crash',
      options: { command: ['bash', '-c', command], graceMs: 5000, reforkWithinMs: 2000, lostPerExit: 5 },
      output: { out: 'refork-report', repeat: 3, formats: ['json', 'html', 'junit', 'markdown'] },
    });
  });
});

describe('docs/ci.md', () => {
  const examples = [...read('docs/ci.md').matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => parse(text));
  const jobs: Job[] = examples.flatMap((example) => Object.values(example.jobs ?? example) as Job[]);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  it('has examples that are YAML, each with a job that runs refork', () => {
    expect(jobs).toHaveLength(3);
    for (const job of jobs) expect(JSON.stringify(job)).toMatch(/refork/);
  });

  it('gives the action inputs that it has', () => {
    const uses = steps.filter((each) => each.uses?.includes('/refork@'));
    expect(uses.length).toBeGreaterThan(0);
    for (const each of uses) expect(inputs).toEqual(expect.arrayContaining(Object.keys(each.with ?? {})));
  });

  it('calls the command line in words that it understands', () => {
    const lines = [...steps.map(({ run }) => run), ...jobs.flatMap(({ script }) => script ?? [])];
    const calls = lines.filter((line) => line?.startsWith('npx refork '));
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      const command = readCommand(
        (call ?? '').split(' ').slice(2),
        scenarios.map(({ name }) => name),
      );
      expect(command).toMatchObject({ kind: 'run', output: { out: 'refork-report' } });
    }
  });
});

it('the workflow of the project runs the whole job on every version of Node that it promises', () => {
  const { jobs } = parse(read('.github/workflows/test.yml'));
  expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24, 26]);
  expect(jobs.test.steps.at(-1)).toEqual({ run: 'bash .ci/run' });
});
