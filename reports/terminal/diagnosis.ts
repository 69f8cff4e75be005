import { checkNames } from '../../harness/record.js';
import { count } from '../../harness/words/format.js';
import { cellText, type Diagnosis, isWhole, legend } from '../diagnosis.js';
import { printable } from '../plain-text.js';
import type { Style } from './style.js';
import { table } from './table.js';

/** The diagnosis matrix for a terminal: a row a control, a column a check, how to read it, and what came of it all. */
export function diagnosisTable(diagnosis: Diagnosis, style: Style): string {
  const heads = [{ head: 'control' }, ...checkNames.map((head) => ({ head }))];
  const rows = diagnosis.rows.map(({ control, runs, cells }) => [
    printable(control, 30),
    ...checkNames.map((check) => {
      const text = cellText(cells[check], runs);
      return cells[check].part === 'named' ? style.bold(text) : text;
    }),
  ]);
  const marks = legend.map(([mark, meaning]) => style.dim(`  ${mark.padEnd(6)}${meaning}`));
  return [...table(heads, rows, style), '', ...marks, '', ...conclusions(diagnosis, style), ''].join('\n');
}

function conclusions(diagnosis: Diagnosis, style: Style): string[] {
  const { rows, untried, idle } = diagnosis;
  const runs = rows.reduce((sum, row) => sum + row.runs, 0);
  const caught = rows.reduce((sum, row) => sum + row.caught, 0);
  const line = `${caught} of ${count(runs, 'run')} of ${count(rows.length, 'control')} ended as they must.`;
  return [
    isWhole(diagnosis) ? style.good(line) : style.bad(line),
    ...(untried.length === 0 ? [] : [style.bad(`No control was caught by ${untried.join(', ')}.`)]),
    ...idle.map(({ control, check }) => style.unsure(`${control} declares that ${check} may fail, and it never did.`)),
  ];
}
