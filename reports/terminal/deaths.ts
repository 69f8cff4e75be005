import type { Death, RunRecord } from '../../harness/record.js';
import { count, mb } from '../../harness/words/format.js';
import { wrap } from '../../harness/words/wrap.js';
import { plain, type Style } from './style.js';
import { type Column, table, tableWidth } from './table.js';

const mostRows = 20;
const nothing = '–';
const grouped = new Intl.NumberFormat('en');

interface DeathColumn extends Column {
  /** Left away in this order where the table is too wide; 0 always stays. */
  drop: number;
  cell(death: Death, style: Style): string;
}

const times: readonly DeathColumn[] = [
  { head: 'crossed', align: 'right', drop: 0, cell: ({ atMs }) => offset(atMs.ceiling, atMs.exit) },
  { head: 'told', align: 'right', drop: 4, cell: ({ atMs }) => offset(atMs.recycle, atMs.exit) },
  { head: 'fork', align: 'right', drop: 0, cell: ({ atMs }) => offset(atMs.fork, atMs.exit) },
  {
    head: 'listens',
    align: 'right',
    drop: 0,
    cell: ({ atMs, reforkMs }, style) => (reforkMs === null ? style.bad('never') : offset(atMs.listening, atMs.exit)),
  },
  { head: 'answers', align: 'right', drop: 3, cell: ({ atMs }) => offset(atMs.firstAnswer, atMs.exit) },
];

const deathColumns: readonly DeathColumn[] = [
  { head: 'worker', drop: 0, cell: ({ worker, pid }) => `${worker} (${pid})` },
  { head: 'why', drop: 0, cell: ({ cause, stillborn }) => (stillborn ? `${cause}, at boot` : cause) },
  {
    head: 'ended',
    drop: 1,
    cell: ({ signal, exitCode }) => signal ?? (exitCode === null ? nothing : `code ${exitCode}`),
  },
  { head: 'memory', align: 'right', drop: 0, cell: ({ rssBytes }) => (rssBytes === null ? nothing : mb(rssBytes)) },
  { head: 'exit at', align: 'right', drop: 2, cell: ({ atMs }) => `${(atMs.exit / 1000).toFixed(1)} s` },
  ...times,
  { head: 'lost', align: 'right', drop: 0, cell: ({ lostRequests }, style) => lostCell(lostRequests, style) },
  { head: 'next', drop: 0, cell: ({ replacedBy }) => (replacedBy === null ? nothing : `→ ${replacedBy}`) },
];

/** What each death cost: one row a death, its times counted from its exit. */
export function deathLines({ deaths, leftOut }: RunRecord, style: Style, columns: number): string[] {
  const total = deaths.length + leftOut.deaths;
  if (total === 0) return [style.bold('No worker died')];
  const shown = deaths.slice(0, mostRows);
  const kept = columnsThatFit(shown, style, columns);
  const lines = [
    style.bold(count(total, 'death')),
    ...legend(kept, columns).map((line) => style.dim(`  ${line}`)),
    ...table(kept, cells(shown, kept, style), style),
  ];
  if (total > shown.length) lines.push(`  … and ${total - shown.length} more`);
  return lines;
}

/** The same as heads and cells, without the columns that say nothing, for reports that have their own tables. */
export function deathCells(deaths: readonly Death[]): { heads: readonly Column[]; rows: string[][] } {
  const kept = columnsThatFit(deaths, plain, Number.POSITIVE_INFINITY);
  return { heads: kept, rows: cells(deaths, kept, plain) };
}

/** The columns that say anything, without as many of the droppable ones as the width asks for. */
function columnsThatFit(deaths: readonly Death[], style: Style, columns: number): DeathColumn[] {
  let kept = deathColumns.filter(({ cell }) => deaths.some((death) => cell(death, style) !== nothing));
  for (let drop = 1; drop <= 4 && tableWidth(kept, cells(deaths, kept, style)) > columns; drop += 1) {
    kept = kept.filter((column) => column.drop !== drop);
  }
  return kept;
}

const cells = (deaths: readonly Death[], kept: readonly DeathColumn[], style: Style): string[][] =>
  deaths.map((death) => kept.map(({ cell }) => cell(death, style)));

function legend(kept: readonly DeathColumn[], columns: number): string[] {
  if (!times.some((column) => kept.includes(column))) return [];
  const its = ofReplacement.filter((head) => kept.some((column) => column.head === head));
  const whose = its.length === 0 ? '' : `; ${its.join(', ')}: of its replacement`;
  return wrap(`Times in ms from the exit, − is before it${whose}`, columns - 2);
}

const ofReplacement = ['fork', 'listens', 'answers'];

function offset(atMs: number | null, exitMs: number): string {
  if (atMs === null) return nothing;
  const from = Math.round(atMs - exitMs);
  return from === 0 ? '0' : `${from < 0 ? '−' : '+'}${grouped.format(Math.abs(from))}`;
}

const lostCell = (lost: number, style: Style): string => (lost === 0 ? '0' : style.unsure(String(lost)));
