import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AllOutcome } from '../../reports/terminal/all.js';
import type { Version } from './nodes.js';
import type { Differences } from './probe.js';

/** What there is to be done with each Node. */
export const parts = ['probe', 'tests', 'catalogue'] as const;
export type Part = (typeof parts)[number];

/** What came of one Node; parts that were not asked for are absent. */
export interface OneNode {
  version: string;
  at: string;
  probe?: Differences;
  tests?: { passed: number; failed: number; ended: number };
  /** The last line of `refork all`, which counts, its exit status, and what came out otherwise, as in `failed: leak`. */
  catalogue?: { says: string; otherwise?: string[]; ended: number };
}

const built = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Runs one part with this Node, whose output goes on to ours. */
export async function runPart(program: string, version: Version, part: Part): Promise<Partial<OneNode>> {
  switch (part) {
    case 'probe': {
      const { stdout } = await call(program, program, [built('trust/everywhere/probe.js')], 'kept to itself');
      return { probe: JSON.parse(stdout) as Differences };
    }
    case 'tests': {
      const { stdout, ended } = await call(program, 'npm', ['test'], 'shown');
      const [, passed, failed] = /^(\d+) passed, (\d+) failed/m.exec(stdout) ?? [];
      return { tests: { passed: Number(passed ?? 0), failed: Number(failed ?? 0), ended } };
    }
    case 'catalogue': {
      const words = [built('harness/cli.js'), 'all', '--out', join('runs', 'everywhere', `all-${version}`)];
      const { stdout, ended } = await call(program, program, words, 'shown');
      return { catalogue: { ...toldIn(stdout), ended } };
    }
  }
}

/**
 * What `refork all` told: the line that counts, after which stands only where the reports are; and of the lines for each scenario
 * as it ends those of an outcome other than it should be.
 */
export function toldIn(stdout: string): { says: string; otherwise: string[] } {
  const ends = [...stdout.matchAll(/^\S+ ([a-z ]+): (\S+) \([\d.]+ s\)$/gm)];
  return {
    says: stdout.split('\n').findLast((line) => line.includes(' came out as ')) ?? '',
    otherwise: ends.flatMap(([, outcome = '', name = '']) => (asItShould.has(outcome) ? [] : [`${outcome}: ${name}`])),
  };
}

const asItShould: ReadonlySet<string> = new Set<AllOutcome>(['passed', 'caught', 'skipped']);

/** A command in whose processes `node` is this program. */
async function call(
  program: string,
  command: string,
  words: string[],
  output: 'shown' | 'kept to itself',
): Promise<{ stdout: string; ended: number }> {
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', PATH: `${dirname(program)}:${process.env.PATH}` };
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (output === 'shown') process.stdout.write(text);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { stdout, ended: code ?? 1 };
}
