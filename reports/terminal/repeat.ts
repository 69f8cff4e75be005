import { distributionsOf, judgeRepeated, type Repeated } from '../../harness/repeated.js';
import type { AnyRecord } from '../../harness/study/study-record.js';
import { type Interval, median } from '../../harness/uncertainty.js';
import { count, percent } from '../../harness/words/format.js';
import type { Style } from './style.js';
import { type Column, table } from './table.js';

/** Heads and cells, for reports that have their own tables. */
export interface Cells {
  heads: Column[];
  rows: string[][];
}

/** The runs of `--repeat`: of each check how often it passed and what it observed, how sure that is, and what all runs say together. */
export function repeatTable(records: readonly AnyRecord[], style: Style, columns = 100): string {
  const [first, second] = [distribution(records), sureness(records)];
  const repeated = judgeRepeated(records);
  const mark = [style.good, style.bad, style.unsure][repeated.status] ?? style.unsure;
  const [verdict, ...rest] = inWords(repeated);
  return [
    ...table(first.heads, first.rows, style, columns),
    '',
    ...(second.rows.length === 0 ? [] : [...table(second.heads, second.rows, style, columns, 0), '']),
    mark(verdict ?? ''),
    ...rest,
    '',
  ].join('\n');
}

/** Of each check how often it passed, and least, median and most of what it observed; a line of its own for each unit. */
export function distribution(records: readonly AnyRecord[]): Cells {
  const names = records[0]?.checks.map(({ name }) => name) ?? [];
  const rows = names.flatMap((name) => {
    const results = records.flatMap(({ checks }) => checks.filter((check) => check.name === name));
    const passed = results.filter(({ status }) => status === 'pass').length;
    const measured = results.filter(({ observed }) => observed !== null);
    const units = [...new Set((measured.length > 0 ? measured : results).map(({ unit }) => unit))];
    return units.map((unit, i) => {
      const ofUnit = results.filter((result) => result.unit === unit);
      const observed = ofUnit.flatMap((result) => (result.observed === null ? [] : [result.observed]));
      const ends = observed.length === 0 ? [null, null] : [Math.min(...observed), Math.max(...observed)];
      const limit = ofUnit[0]?.limit ?? null;
      return [
        ...(i === 0 ? [name, `${passed} of ${results.length}`] : ['', '']),
        ...[ends[0], median(observed), ends[1], limit].map((value) => figure(value ?? null)),
        unit,
      ];
    });
  });
  const heads = ['check', 'passed', 'least', 'median', 'most', 'limit', 'unit'].map((head) => ({ head }));
  return { heads, rows };
}

/** How the figures lie, over runs and over deaths, and where their true medians do. */
export function sureness(records: readonly AnyRecord[]): Cells {
  const rows = distributionsOf(records).map(({ name, unit, of, n, median, middleHalf, truly }) => [
    unit === '' ? name : `${name}, ${unit}`,
    count(n, of.slice(0, -1)),
    figure(median),
    range(middleHalf),
    truly === null ? '–' : range(truly),
  ]);
  const heads = ['figure', 'over', 'median', 'middle half', 'truly (95 %)'].map((head) => ({ head }));
  return { heads, rows };
}

/** The verdict over all runs, how sure it is, and what would settle it. */
export function inWords({ runs, good, bad, undecided, share, status, moreRuns }: Repeated): string[] {
  const others = [bad > 0 ? `${bad} did not` : '', undecided > 0 ? `${undecided} could not be judged` : ''];
  const but = others.filter((part) => part !== '').join(', ');
  const said = [
    `${good} of ${count(runs, 'run')} ended as they should${but === '' ? '' : `; ${but}`}.`,
    `Of all such runs ${percent(share.from).replace(' %', '')} to ${percent(share.to)} would (at 95 %).`,
  ];
  if (status === 0 && undecided > 0)
    said.push('Even if those that could not be judged had failed, most runs end as they should.');
  if (status === 2) {
    said.push(
      moreRuns === null
        ? 'As long as half of them or more cannot be judged, more runs settle nothing: give them a quieter machine, or more time.'
        : `About ${count(moreRuns, 'more run')} like these would settle it.`,
    );
  }
  return said;
}

const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const figure = (n: number | null): string => (n === null ? '–' : short.format(n));
const range = ({ from, to }: Interval): string =>
  figure(from) === figure(to) ? figure(from) : `${figure(from)} to ${figure(to)}`;
