import { constants } from 'node:os';
import { checkNames } from '../record.js';
import type { Scenario } from '../scenario.js';
import { UsageError } from '../usage-error.js';
import { shapeMistakes } from './scenario-shape.js';

/**
 * Checks a scenario as it is written, so that a mistake in it shows before anything is started.
 * @returns the scenario itself.
 * @throws UsageError that names every mistake at once.
 */
export function defineScenario(scenario: Scenario): Scenario {
  // Whoever writes JavaScript has no compiler that would have said so.
  const ofShape = shapeMistakes(scenario);
  const mistakes = ofShape.length > 0 ? ofShape : mistakesIn(scenario);
  if (mistakes.length === 0) return scenario;
  const name: unknown = (scenario as Partial<Scenario> | null)?.name;
  const which = typeof name === 'string' ? `The scenario ${JSON.stringify(name)}` : 'The scenario';
  throw new UsageError([`${which} cannot be run:`, ...mistakes.map((mistake) => `  - ${mistake}`)].join('\n'));
}

/** A timer of Node's waits no longer, and ends at once when it is told to. */
const longestMs = 2 ** 31 - 1;

function mistakesIn({ name, story, load, ceiling, fault, graceMs, checks, expectation }: Scenario): string[] {
  const mistakes: string[] = [];
  const expect = (holds: boolean, mistake: string): void => {
    if (!holds) mistakes.push(mistake);
  };
  expect(
    /^[a-z][a-z0-9-]*$/.test(name),
    `name is "${name}"; use small letters, digits and hyphens, such as "leak-slowly"`,
  );
  expect(story.trim() !== '', 'story is empty; say in one sentence what happens and what should come of it');
  expect(isCount(load.connections), `load.connections is ${load.connections}; give a whole number from 1 on`);
  expect(
    load.durationMs >= 1000 && load.durationMs <= longestMs,
    `load.durationMs is ${load.durationMs}; give at least 1000, or no phase is long enough to judge, and at most 24 days`,
  );
  expect(
    load.rate === undefined || (load.rate > 0 && load.rate < Infinity),
    `load.rate is ${load.rate}; give requests a second, or leave it out`,
  );
  expect(
    load.timeoutMs === undefined || isTime(load.timeoutMs),
    `load.timeoutMs is ${load.timeoutMs}; give milliseconds, or leave it out`,
  );
  if (ceiling !== undefined) {
    const [size = 0, ...others] = Object.values(ceiling);
    const isOneOf = 'rssBytes' in ceiling || 'aboveBootBytes' in ceiling;
    expect(
      isOneOf && others.length === 0,
      `ceiling is ${JSON.stringify(ceiling)}; give either rssBytes or aboveBootBytes`,
    );
    expect(Number.isFinite(size) && size > 0, `ceiling is ${JSON.stringify(ceiling)}; give a size in bytes above 0`);
  }
  for (const [i, lane] of (load.also ?? []).entries()) {
    expect(lane.path.startsWith('/'), `load.also[${i}].path is "${lane.path}"; let it begin with a slash`);
    expect(
      isCount(lane.connections),
      `load.also[${i}].connections is ${lane.connections}; give a whole number from 1 on`,
    );
  }
  expect(
    fault?.module === undefined || fault.module.startsWith('file:'),
    `fault.module is "${fault?.module}"; give import.meta.url to defineFault`,
  );
  expect(
    fault === undefined || fault.module !== undefined || fault.strike !== undefined,
    `the fault "${fault?.name}" does nothing; make it with defineFault, or give it a strike`,
  );
  const { everyMs, signal } = fault?.strike ?? {};
  expect(everyMs === undefined || isTime(everyMs), `fault.strike.everyMs is ${everyMs}; give milliseconds above 0`);
  expect(
    signal === undefined || Object.hasOwn(constants.signals, signal),
    `fault.strike.signal is "${signal}"; give the full name of a signal, such as "SIGKILL"`,
  );
  for (const [what, ms] of Object.entries({
    'load.steadyMs': load.steadyMs,
    'load.recoveryMs': load.recoveryMs,
    'fault.strike.afterMs': fault?.strike?.afterMs,
    graceMs,
  })) {
    expect(
      ms === undefined || ms === 0 || isTime(ms),
      `${what} is ${ms}; give milliseconds of 0 or more, or leave it out`,
    );
  }
  expect(checks.length > 0, 'checks is empty; a scenario that checks nothing shows nothing');
  const names = checks.map((check) => check.name);
  for (const each of checkNames) {
    expect(names.filter((one) => one === each).length <= 1, `the check "${each}" is listed more than once`);
  }
  for (const each of expectation === undefined ? [] : [expectation.fails, ...expectation.consequences]) {
    expect(names.includes(each), `expectation names "${each}", which is not among its checks`);
  }
  return mistakes;
}

const isTime = (ms: number): boolean => ms > 0 && ms <= longestMs;
const isCount = (n: number): boolean => Number.isInteger(n) && n >= 1;
