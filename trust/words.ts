import { parseTime } from '../harness/words/units.js';
import { chosen, type Tool, type Values, wholeNumber } from '../tools/command-line.js';
import { type AskedCondition, askedConditions } from './data.js';
import { nameOf, type Pair } from './pairs.js';

/** A share of all the runs that could be made. */
export interface Share {
  pairs: readonly Pair[];
  conditions: readonly AskedCondition[];
  /** Whichever comes first. */
  runs: number;
  forMs: number;
}

/** What holds when neither a number nor a time was given. */
const usuallyForMs = 600_000;

const text = { type: 'string' } as const;
export const trust = {
  usage: `npm run trust: runs what has a known truth, counts how often the verdict was right, and writes docs/trust.md.

  --runs N           how many runs to make now; 0 only writes the page again
  --for T            how long to make runs now; 10 min if neither is given
  --condition LIST   ${askedConditions.join(', ')}; all that can be had here unless given
  --scenario LIST    only these
  --pair LIST        only these pairs, as the page names them: "leak on course-page"

Each run goes where there are fewest so far. Counts are kept in trust/data.ndjson; the records of the odd ones in runs/trust.`,
  options: { runs: text, for: text, condition: text, scenario: text, pair: text },
} satisfies Tool;

/** @throws UsageError for what it does not know. */
export function readShare(values: Values<typeof trust.options>, pairs: readonly Pair[]): Share {
  const runs = values.runs === undefined ? Infinity : wholeNumber('--runs', values.runs);
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
    conditions: chosen('condition', askedConditions, values.condition),
    runs,
    forMs,
  };
}
