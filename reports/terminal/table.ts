import CliTable from 'cli-table3';
import { wrap } from '../../harness/words/wrap.js';
import { width } from '../plain-text.js';
import type { Style } from './style.js';

export interface Column {
  head: string;
  align?: 'left' | 'right';
}

const gap = 2;
const indent = 2;
const narrowestText = 20;

/**
 * A table without rules, as lines: two blanks at its left and between columns, the heads dimmed. With `columns` one
 * column, which must be plain text, is wrapped into what the others leave of that width, at least 20: the last one, or `wrapped`.
 */
export function table(
  heads: readonly Column[],
  rows: readonly string[][],
  style: Style,
  columns?: number,
  wrapped = heads.length - 1,
): string[] {
  const made = new CliTable({
    head: heads.map(({ head }) => style.dim(head)),
    colAligns: heads.map(({ align }) => align ?? 'left'),
    chars: { ...noRules, left: ' '.repeat(indent), middle: ' '.repeat(gap) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  made.push(...(columns === undefined ? rows : withWrapped(wrapped, heads, rows, columns)));
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** How wide a table comes out whose texts are not wrapped. */
export const tableWidth = (heads: readonly Column[], rows: readonly string[][]): number =>
  natural(heads, rows).reduce((sum, each) => sum + each + gap, indent - gap);

const natural = (heads: readonly Column[], rows: readonly string[][]): number[] =>
  heads.map(({ head }, index) => Math.max(width(head), ...rows.map((row) => width(row[index] ?? ''))));

function withWrapped(index: number, heads: readonly Column[], rows: readonly string[][], columns: number): string[][] {
  const others = natural(heads, rows).toSpliced(index, 1);
  const left = columns - others.reduce((sum, each) => sum + each + gap, indent);
  return rows.map((row) => row.with(index, wrap(row[index] ?? '', Math.max(narrowestText, left)).join('\n')));
}

const noRules = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};
