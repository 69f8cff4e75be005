import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Scenario } from '../harness/scenario.js';

/** What is tested: all else of the project may change without changing a verdict. */
const tested = ['harness', 'fixtures', 'scenarios', 'package-lock.json'];

/** The last commit that changed the code under test, with a `+` if it was changed since; `unknown` outside of a repository. */
export function codeUnderTest(): string {
  try {
    const git = (...args: string[]): string =>
      execFileSync('git', [...args, '--', ...tested], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('log', '-1', '--format=%h', '--abbrev=8') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}

/** A short mark of all that a scenario says but its words: another load, fault or limit is another scenario. */
export function definitionOf({ story: _, group: __, ...scenario }: Scenario): string {
  // Paths of this installation are no part of it.
  const text = JSON.stringify(scenario).replace(/file:[^"]*\/dist\//g, '');
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
