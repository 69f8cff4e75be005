import { fileURLToPath } from 'node:url';
import { broken, coursePage } from '../fixtures/servers/index.js';
import type { Scenario, ServerFile } from '../harness/scenario.js';

/**
 * What is known of a pair before it is run: the verdict that it must get; or, of a control, that the check it names is the one that
 * fails (`caught`).
 */
export type Truth = 'pass' | 'fail' | 'caught';

/** A scenario with a server whose quality is known. */
export interface Pair {
  scenario: Scenario;
  /** A server in the place of the scenario's own, by its short name and file. */
  target: { name: string; file: string } | null;
  truth: Truth;
}

/** The scenarios whose limits stand between a server that reforks without draining and those that do not refork. */
const calibrated = ['leak', 'crash'];

const others: readonly { name: string; server: ServerFile; truth: Truth }[] = [
  { name: 'course-page', server: coursePage, truth: 'pass' },
  { name: 'no-refork', server: broken('no-refork'), truth: 'fail' },
  { name: 'late-refork', server: broken('late-refork'), truth: 'fail' },
  { name: 'never-listens', server: broken('never-listens'), truth: 'fail' },
];

/** Every scenario with its own server, then the calibrated ones with other people's. */
export function pairsOf(scenarios: readonly Scenario[]): Pair[] {
  const own = scenarios.map(
    (scenario): Pair => ({ scenario, target: null, truth: scenario.expectation === undefined ? 'pass' : 'caught' }),
  );
  const crossed = scenarios
    .filter(({ name }) => calibrated.includes(name))
    .flatMap((scenario) =>
      others.map(({ name, server, truth }): Pair => ({ scenario, target: { name, file: pathOf(server) }, truth })),
    );
  return [...own, ...crossed];
}

const pathOf = ({ file }: ServerFile): string => (file.startsWith('file:') ? fileURLToPath(file) : file);

/** `leak`, or `leak on course-page`. */
export const nameOf = (scenario: string, target: string | null): string =>
  target === null ? scenario : `${scenario} on ${target}`;
