import { exitStatus } from '../../harness/exit-status.js';
import { count } from '../../harness/format.js';
import type { RunRecord } from '../../harness/record.js';
import type { Style } from './style.js';
import { type Column, table } from './table.js';

/** The runs of `--repeat` as distributions: of each check how often it passed, and what it observed, least, median, most. */
export function repeatTable(records: readonly RunRecord[], style: Style, columns = 100): string {
  const { heads, rows } = distribution(records);
  const good = records.filter((record) => exitStatus(record) === 0).length;
  const last = `${good} of ${count(records.length, 'run')} ended as they should.`;
  return [
    ...table(heads, rows, style, columns),
    '',
    good === records.length ? style.good(last) : style.bad(last),
    '',
  ].join('\n');
}

/** The same as heads and cells, for reports that have their own tables. */
export function distribution(records: readonly RunRecord[]): { heads: Column[]; rows: string[][] } {
  const names = records[0]?.checks.map(({ name }) => name) ?? [];
  const rows = names.map((name) => {
    const results = records.flatMap(({ checks }) => checks.filter((check) => check.name === name));
    const passed = results.filter(({ status }) => status === 'pass').length;
    const observed = results
      .flatMap((result) => (result.observed === null ? [] : [result.observed]))
      .sort((a, b) => a - b);
    const [first] = results;
    const of = (at: number): string => figure(observed[Math.floor((observed.length - 1) * at)]);
    return [
      name,
      `${passed} of ${results.length}`,
      of(0),
      of(0.5),
      of(1),
      figure(first?.limit ?? undefined),
      first?.unit ?? '',
    ];
  });
  const heads = ['check', 'passed', 'least', 'median', 'most', 'limit', 'unit'].map((head) => ({ head }));
  return { heads, rows };
}

const short = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const figure = (n: number | undefined): string => (n === undefined ? '–' : short.format(n));
