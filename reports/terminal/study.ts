import type { Section } from '../../harness/study/study.js';
import type { StudyRecord } from '../../harness/study/study-record.js';
import { count } from '../../harness/words/format.js';
import { hanging, wrap } from '../../harness/words/wrap.js';
import { printable } from '../plain-text.js';
import { checkLines } from './checks.js';
import type { Style } from './style.js';
import { table } from './table.js';
import { verdictLines } from './verdict.js';

const longestCell = 200;

/** All that a terminal says of a finished study, in at most `columns`: what it saw, section by section, and what follows. */
export function studySummary(record: StudyRecord, style: Style, columns = 100): string {
  const { scenario, story, sections, checks, runs, durationMs } = record;
  const [first = '', ...more] = wrap(`${printable(scenario, 40)}: ${printable(story, 400)}`, columns);
  const made = runs.length === 0 ? 'A study' : `A study of ${count(runs.length, 'run')}`;
  return [
    ...[first, ...more].map(style.bold),
    style.dim(`${made}; it took ${(durationMs / 1000).toFixed(1)} s`),
    '',
    ...sections.flatMap((section) => [...sectionLines(section, style, columns), '']),
    ...checkLines(checks, style, columns),
    '',
    ...verdictLines(record, style, columns),
    '',
  ].join('\n');
}

function sectionLines({ title, facts = [], table: cells }: Section, style: Style, columns: number): string[] {
  const said = facts.map(([what, value]) => [printable(what, 40), printable(value, 400)] as const);
  const rows = cells?.rows.map((row) => row.map((cell) => printable(cell, longestCell))) ?? [];
  return [
    ...wrap(printable(title, longestCell), columns).map(style.bold),
    ...hanging(said, columns),
    ...(cells === undefined ? [] : table(cells.columns, rows, style)),
  ];
}
