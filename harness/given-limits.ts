import { checkFrom } from './checks/index.js';
import type { Check, CheckName, Limits } from './record.js';
import type { RunOptions } from './run-options.js';
import type { Scenario } from './scenario.js';
import { UsageError } from './usage-error.js';

/** The scenario's checks with the limits that the user gave over theirs. */
export function withLimits({ name, checks }: Scenario, options: RunOptions): readonly Check[] {
  const wanted: [option: string, check: CheckName, limits: Limits][] = [];
  if (options.slo !== undefined) wanted.push(['--slo', 'availability', { slo: options.slo }]);
  if (options.lostPerExit !== undefined) wanted.push(['--lost-per-exit', 'loss', { perExit: options.lostPerExit }]);
  if (options.reforkWithinMs !== undefined)
    wanted.push(['--refork-within', 'refork', { withinMs: options.reforkWithinMs }]);
  for (const [option, check] of wanted) {
    if (checks.every((each) => each.name !== check)) {
      throw new UsageError(
        `${option} sets a limit of the check "${check}", which the scenario "${name}" does not make. Leave it out.`,
      );
    }
  }
  return checks.map((check) => {
    const limits = Object.assign(
      {},
      check.limits,
      ...wanted.filter(([, each]) => each === check.name).map(([, , given]) => given),
    );
    return checkFrom({ name: check.name, limits });
  });
}

/** The options for one scenario of several: without the limits of checks that it does not make. */
export function limitsFor(
  { checks }: Pick<Scenario, 'checks'>,
  { slo, lostPerExit, reforkWithinMs, ...options }: RunOptions,
): RunOptions {
  const has = (name: string): boolean => checks.some((check) => check.name === name);
  return {
    ...options,
    ...(has('availability') && slo !== undefined && { slo }),
    ...(has('loss') && lostPerExit !== undefined && { lostPerExit }),
    ...(has('refork') && reforkWithinMs !== undefined && { reforkWithinMs }),
  };
}
