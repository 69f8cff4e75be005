import { type Check, type CheckName, checkNames, type Limits } from '../record.js';
import { UsageError } from '../usage-error.js';
import { availability } from './availability.js';
import { capacity } from './capacity.js';
import { ceiling } from './ceiling.js';
import { exercised } from './exercised.js';
import { loss } from './loss.js';
import { orphans } from './orphans.js';
import { primary } from './primary.js';
import { recovery } from './recovery.js';
import { refork } from './refork.js';
import { stability } from './stability.js';

export { availability, capacity, ceiling, exercised, loss, orphans, primary, recovery, refork, stability };

/** Every check by its name, made from limits of unknown origin. Each throws a `UsageError` for limits it cannot judge with. */
export const registry: Readonly<Record<CheckName, (limits: Limits) => Check>> = {
  exercised: exercised.from,
  refork: refork.from,
  ceiling: ceiling.from,
  availability: availability.from,
  capacity: capacity.from,
  loss: loss.from,
  stability: stability.from,
  recovery: recovery.from,
  primary: primary.from,
  orphans: orphans.from,
};

/**
 * The check that gave a result, to judge with again.
 *
 * @throws {UsageError} for a name that is none of the checks, or limits that are not its own.
 */
export function checkFrom({ name, limits }: { name: string; limits: Limits }): Check {
  if (!isCheckName(name)) throw new UsageError(`Unknown check "${name}". The checks are ${checkNames.join(', ')}.`);
  return registry[name](limits);
}

const isCheckName = (name: string): name is CheckName => (checkNames as readonly string[]).includes(name);
