import { count, mb } from '../../harness/words/format.js';
import type { Machine } from '../machine.js';
import { type Figure, isReached } from './figure.js';

/** What one measurement gave, and when and where. */
export interface Taken {
  at: string;
  machine: Machine;
  figures: readonly Figure[];
}

/** A figure in one line. */
export const inOneLine = (figure: Figure): string =>
  `${figure.what}: ${valueIn(figure)}${figure.limit === null ? '' : ` (to reach ${limitOf(figure)}: ${reachedOf(figure)})`}`;

/** The whole document. Pure. */
export function documentOf(all: readonly Taken[]): string {
  const figures = all.flatMap((taken) => taken.figures);
  return [
    '# What measuring costs',
    'Made by `npm run bench`, and not to be edited by hand.',
    circumstances(all),
    table(
      ['figure', 'median', 'spread', 'to reach', ''],
      figures.map((figure) => [figure.what, valueIn(figure), spreadOf(figure), limitOf(figure), reachedOf(figure)]),
    ),
    '## How each was taken',
    ...figures.map(({ what, how }) => `**${what}.** ${how}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function circumstances(all: readonly Taken[]): string {
  const dates = all.map(({ at }) => at).toSorted();
  const machine = all.at(-1)?.machine;
  if (machine === undefined) return 'Nothing was measured yet.';
  const { cpus, model, memoryBytes, platform, node } = machine;
  const loads = all.map((taken) => taken.machine.load);
  return [
    `Taken from ${minute(dates[0])} to ${minute(dates.at(-1))} UTC on ${count(cpus, 'CPU')} (${model}), ${mb(memoryBytes)} of memory, ${platform}, Node ${node}.`,
    `Load average before a measurement: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.`,
    'Comparisons alternate within one call, and are ratios of a round; the spread is the lowest and the highest.',
  ].join(' ');
}

const minute = (at: string | undefined): string => (at ?? '').slice(0, 16).replace('T', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Three figures are enough to compare, and more would say that the machine was quieter than any is. */
const digits = (n: number): string => String(Number(n.toPrecision(3)));

const written = (n: number, unit: Figure['unit']): string =>
  unit === '' || unit === 'of' ? digits(n) : `${digits(n)} ${unit}`;

function valueIn({ value, unit, note }: Figure): string {
  const figure = value === null ? '–' : written(value, unit);
  return note === undefined ? figure : value === null ? note : `${figure} (${note})`;
}

const spreadOf = ({ spread, unit }: Figure): string =>
  spread === null ? '–' : `${written(spread[0], unit)} to ${written(spread[1], unit)}`;

function limitOf({ limit, unit }: Figure): string {
  if (limit === null) return '–';
  return 'atLeast' in limit ? `≥ ${written(limit.atLeast, unit)}` : `≤ ${written(limit.atMost, unit)}`;
}

function reachedOf(figure: Figure): string {
  const reached = isReached(figure);
  return reached === null ? '' : reached ? 'reached' : '**not reached**';
}
