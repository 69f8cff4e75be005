import type { Scenario } from '../harness/scenario.js';
import { type Cell, type Condition, conditions } from './data.js';
import { type Measure, measures } from './measures.js';
import type { Pair } from './pairs.js';
import { table } from './table.js';

/** A pair with what is on record of it, as its scenario is defined now. */
export interface Known {
  pair: Pair;
  cells: Cell[];
}

/** Of each scenario: its limits, and between what its figures lay with each server. */
export function extremesOf(known: readonly Known[]): string[] {
  const scenarios = [...new Set(known.filter(({ cells }) => cells.length > 0).map(({ pair }) => pair.scenario))];
  return [
    '## Between what the figures lay',
    '',
    'The least and the most of all quiet and disturbed runs; after a semicolon of those under every other condition too, where that is more.',
    '',
    ...scenarios.flatMap((scenario) =>
      extremesOfScenario(
        scenario,
        known.filter(({ pair }) => pair.scenario === scenario),
      ),
    ),
  ];
}

function extremesOfScenario(scenario: Scenario, known: readonly Known[]): string[] {
  const heads = ['figure', 'limit', ...known.map(({ pair }) => pair.target?.name ?? 'its own server')];
  const rows = measures.flatMap((measure) => {
    const ranges = known.map(({ cells }) => rangeOf(measure.name, cells));
    if (ranges.every((range) => range === '–')) return [];
    return [
      [`${measure.name}${measure.unit === '' ? '' : `, ${measure.unit}`}`, limitOf(measure, scenario), ...ranges],
    ];
  });
  return [`### ${scenario.name}`, '', ...table(heads, rows), ''];
}

function rangeOf(name: string, cells: readonly Cell[]): string {
  const range = (wanted: readonly Condition[]): string => {
    const found = cells.flatMap(({ condition, extremes }) =>
      wanted.includes(condition) ? (extremes[name] ?? []) : [],
    );
    if (found.length === 0) return '';
    const [least, most] = [Math.min(...found), Math.max(...found)].map(figure);
    return least === most ? `${least}` : `${least} to ${most}`;
  };
  const [calm, noisy] = [range(['quiet', 'disturbed']), range(conditions)];
  return calm === noisy ? calm || '–' : `${calm || '–'}; ${noisy}`;
}

const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2, signDisplay: 'negative' });
const figure = (n: number): string => short.format(n).replace('-', '−');

function limitOf({ check, limit, scale = 1 }: Measure, { checks }: Scenario): string {
  const value = limit === null ? undefined : checks.find(({ name }) => name === check)?.limits[limit];
  return value === undefined ? '–' : figure(value * scale);
}
