import type { Check, CheckName, Evidence, Judgement, Limits } from '../record.js';
import { type LimitKinds, type LimitsOf, readLimits } from './limits.js';

/** Makes a check from its limits; those that have a default may be left out. */
export interface CheckFactory<Given> {
  /** @throws {UsageError} when a limit is missing, unknown or out of range. */
  (...given: Record<never, never> extends Given ? [limits?: Given] : [limits: Given]): Check;
  /**
   * The same from limits of unknown origin, such as a saved record's.
   *
   * @throws {UsageError} likewise.
   */
  readonly from: (limits: Limits) => Check;
}

/** Defines a check: its name, what its limits may be, and the pure judgement over the evidence of a finished run. */
export function defineCheck<const Kinds extends LimitKinds>(
  name: CheckName,
  kinds: Kinds,
  judge: (limits: LimitsOf<Kinds>, evidence: Evidence) => Judgement,
): CheckFactory<LimitsOf<Kinds>> {
  const from = (given: Readonly<Record<string, unknown>>): Check => {
    const limits = readLimits(name, kinds, given);
    return { name, limits, judge: (evidence) => judge(limits, evidence) };
  };
  return Object.assign((given?: LimitsOf<Kinds>) => from(given ?? {}), { from });
}
