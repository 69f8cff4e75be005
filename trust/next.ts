import { type AskedCondition, type Condition, cellAt, runsIn, type TrustData } from './data.js';
import type { Pair } from './pairs.js';

/** A run that may be made next. */
export interface Turn {
  pair: Pair;
  condition: AskedCondition;
  /** How many the data has of it: the next one's seed. */
  runs: number;
}

/** The one with the fewest runs so far; of several the first. So whoever goes on, goes on where there is least. */
export function nextTurn(
  pairs: readonly Pair[],
  conditions: readonly AskedCondition[],
  data: TrustData,
  definitionOf: (pair: Pair) => string,
): Turn | undefined {
  const turns = pairs.flatMap((pair) =>
    conditions.map((condition): Turn => {
      const [scenario, target, definition] = [pair.scenario.name, pair.target?.name ?? null, definitionOf(pair)];
      const runsUnder = (condition: Condition): number =>
        runsIn(cellAt(data, { scenario, target, definition, condition }));
      // A machine that is never quiet must not keep all runs to itself.
      const runs = runsUnder(condition) + (condition === 'quiet' ? runsUnder('disturbed') : 0);
      return { pair, condition, runs };
    }),
  );
  return turns.reduce<Turn | undefined>(
    (least, turn) => (least === undefined || turn.runs < least.runs ? turn : least),
    undefined,
  );
}
