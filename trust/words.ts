import { parseArgs } from 'node:util';
import { unknownName } from '../harness/did-you-mean.js';
import { parseTime } from '../harness/units.js';
import { UsageError } from '../harness/usage-error.js';
import { nameOf, type Pair } from './pairs.js';
import type { AskedCondition } from './run-pair.js';

/** A share of all the runs that could be made. */
export interface Share {
  pairs: readonly Pair[];
  conditions: readonly AskedCondition[];
  /** Whichever comes first. */
  runs: number;
  forMs: number;
}

const all: readonly AskedCondition[] = ['quiet', 'busy', 'slowed'];

/** What holds when neither a number nor a time was given. */
const usuallyForMs = 600_000;

/** @throws UsageError for what it does not know. */
export function readShare(argv: readonly string[], pairs: readonly Pair[]): Share {
  const values = valuesOf(argv);
  const runs = values.runs === undefined ? Infinity : wholeNumber(values.runs);
  const forMs =
    values.for === undefined ? (runs === Infinity ? usuallyForMs : Infinity) : parseTime(values.for, '--for');
  const scenarios = chosen('scenario', [...new Set(pairs.map(({ scenario }) => scenario.name))], values.scenario);
  const named = new Map(pairs.map((pair) => [nameOf(pair.scenario.name, pair.target?.name ?? null), pair]));
  const wanted = chosen('pair', [...named.keys()], values.pair);
  return {
    pairs: pairs.filter((pair) => {
      const name = nameOf(pair.scenario.name, pair.target?.name ?? null);
      return scenarios.includes(pair.scenario.name) && wanted.includes(name);
    }),
    conditions: chosen('condition', all, values.condition),
    runs,
    forMs,
  };
}

function valuesOf(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...argv],
      options: { runs: text, for: text, condition: text, scenario: text, pair: text },
    }).values;
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message}\nKnown are --runs N, --for T, --condition, --scenario and --pair.`,
    );
  }
}

/** Those of a list with commas, or all without one. */
export function chosen<Name extends string>(what: string, names: readonly Name[], given: string | undefined): Name[] {
  if (given === undefined) return [...names];
  return given.split(',').map((word) => {
    const name = names.find((each) => each === word.trim());
    if (name === undefined) throw new UsageError(unknownName(what, word, names));
    return name;
  });
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--runs ${text} is no number of runs. Give a whole number; 0 only writes the page again.`);
}
