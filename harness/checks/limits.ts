import type { CheckName, Limits } from '../record.js';
import { UsageError } from '../usage-error.js';

/** What one limit of a check may be. */
export interface LimitKind<IsOptional extends boolean = boolean> {
  /** Completes "… must be". */
  readonly means: string;
  readonly allows: (n: number) => boolean;
  readonly isOptional: IsOptional;
}

/** A share from 0 to 1. */
export const share: LimitKind<false> = {
  means: 'a share from 0 to 1 (0.99 for 99 %)',
  allows: (n) => n >= 0 && n <= 1,
  isOptional: false,
};

/** A finite amount that is not negative: milliseconds, bytes, a count. */
export const amount: LimitKind<false> = {
  means: 'a number of 0 or more',
  allows: (n) => Number.isFinite(n) && n >= 0,
  isOptional: false,
};

/** A number of workers; 0 or a negative one counts down from the steady number, for a floor of nobody would hold whatever happens. */
export const floorOfWorkers: LimitKind<false> = {
  means: 'a whole number of workers (0 for all of the steady state, -1 for one fewer)',
  allows: (n) => Number.isInteger(n),
  isOptional: false,
};

export const optional = (kind: LimitKind): LimitKind<true> => ({ ...kind, isOptional: true });

export type LimitKinds = Readonly<Record<string, LimitKind>>;

/** The limits that a check with these kinds takes, as a caller writes them. */
export type LimitsOf<Kinds extends LimitKinds> = {
  [Name in keyof Kinds as Kinds[Name]['isOptional'] extends true ? never : Name]: number;
} & {
  [Name in keyof Kinds as Kinds[Name]['isOptional'] extends true ? Name : never]?: number;
};

/**
 * `given` without the names left undefined, known to hold what the check needs.
 *
 * @throws {UsageError} naming every limit that is missing, unknown or out of range.
 */
export function readLimits<Kinds extends LimitKinds>(
  check: CheckName,
  kinds: Kinds,
  given: Readonly<Record<string, unknown>>,
): LimitsOf<Kinds> & Limits {
  const limits: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(kinds, name)) mistakes.push(`"${name}" is none of its limits (${names(kinds)})`);
  }
  for (const [name, kind] of Object.entries(kinds)) {
    const value = given[name];
    if (value === undefined && kind.isOptional) continue;
    if (typeof value === 'number' && kind.allows(value)) limits[name] = value;
    else
      mistakes.push(`${name} must be ${kind.means}, and ${value === undefined ? 'is missing' : `is ${show(value)}`}`);
  }
  if (mistakes.length > 0)
    throw new UsageError(`The check ${check} cannot judge with these limits: ${mistakes.join('; ')}.`);
  return limits as LimitsOf<Kinds> & Limits;
}

const names = (kinds: LimitKinds): string => Object.keys(kinds).join(', ') || 'it takes none';

const show = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value));
