import type { Section } from '../harness/study/study.js';
import type { StudyRecord } from '../harness/study/study-record.js';
import { checksTable, machine } from './markdown-run.js';
import { fenced, inline, table } from './markdown-text.js';
import { printable } from './plain-text.js';
import { repeatAny } from './repeat-any.js';

/** One study below its heading: what was asked, the findings, what was seen, and the command that repeats it. */
export function studySection(record: StudyRecord): string {
  return [
    inline(record.story, 800),
    checksTable(record),
    ...record.sections.map(sectionInMarkdown),
    `Study it again, with what was said of it:\n\n${fenced([printable(repeatAny(record), 4000)], 'sh')}`,
    inline(`${machine(record)}.`),
  ].join('\n\n');
}

/** Its title, its facts and its table; a chart is for reports that can draw. */
export function sectionInMarkdown({ title, facts = [], table: cells }: Section): string {
  return [
    `**${inline(title)}**`,
    ...(facts.length === 0 ? [] : [facts.map(([what, value]) => `- ${inline(what)}: ${inline(value)}`).join('\n')]),
    ...(cells === undefined
      ? []
      : [
          table(
            cells.columns,
            cells.rows.map((row) => row.map((cell) => inline(cell))),
          ),
        ]),
  ].join('\n\n');
}
