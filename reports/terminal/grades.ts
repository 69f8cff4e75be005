import type { Grade, Mark } from '../../harness/grade/grade.js';
import { count } from '../../harness/words/format.js';
import { wrap } from '../../harness/words/wrap.js';
import { printable, shorten } from '../plain-text.js';
import type { Style } from './style.js';
import { table } from './table.js';

/** One module's grade for its student: what holds, what does not and why, and where to read on. */
export function gradeReport(grade: Grade, style: Style, columns = 100): string {
  const { criteria, lastWords, notes } = grade;
  const told = (text: string): string[] => wrap(text, columns - 2).map((line) => `  ${line}`);
  const [first] = criteria;
  // A module that does not start fails everything for one reason, which is told once.
  const sharedReason = criteria.length > 1 && criteria.every(({ sentence }) => sentence === first?.sentence);
  return [
    style.bold(`${printable(grade.file)}: ${outcome(grade)}`),
    '',
    ...(sharedReason ? [...told(printable(first?.sentence ?? '', 600)), ''] : []),
    ...(criteria.length === 0 ? [] : [...criterionTable(criteria, sharedReason, style, columns), '']),
    ...(sharedReason ? ['  Read on: docs/exercise.md', ''] : readings(criteria, columns)),
    ...(lastWords.length === 0 ? [] : [...lastWords.map((line) => style.dim(`  ${printable(line, columns - 2)}`)), '']),
    ...notes.flatMap((note) => told(`Note: ${printable(note, 600)}`)),
    ...(notes.length === 0 ? [] : ['']),
  ].join('\n');
}

/** Many modules for their teacher: a row for each, a column for each criterion, and the first thing that does not hold. */
export function gradesTable(grades: readonly Grade[], style: Style, columns = 100): string {
  const titles = grades.find(({ criteria }) => criteria.length > 0)?.criteria.map(({ title }) => title) ?? [];
  const heads = [
    { head: 'module' },
    ...titles.map((_, index) => ({ head: String(index + 1) })),
    { head: 'points', align: 'right' as const },
    { head: 'first of all' },
  ];
  const widest = Math.max(12, Math.floor(columns / 3));
  const rows = grades.map((grade) => [
    shorten(printable(grade.file), widest),
    ...titles.map((_, index) => sign(grade.criteria[index], style)),
    grade.verdict === 'could-not-run' ? '–' : `${grade.points} of ${grade.outOf}`,
    printable(firstOfAll(grade), 400),
  ]);
  const legend = titles.map((title, index) => `  ${index + 1}  ${title}`);
  return [...table(heads, rows, style, columns), '', ...legend.map(style.dim), '', tally(grades, style), ''].join('\n');
}

function outcome({ verdict, points, outOf }: Grade): string {
  if (verdict === 'could-not-run') return 'could not be graded';
  return points === outOf ? `all ${outOf} hold` : `${points} of ${outOf} hold`;
}

function criterionTable(marks: readonly Mark[], sharedReason: boolean, style: Style, columns: number): string[] {
  const heads = [{ head: 'verdict' }, { head: 'asked for' }, ...(sharedReason ? [] : [{ head: 'in words' }])];
  const rows = marks.map((mark) => [
    word(mark, style),
    mark.title,
    ...(sharedReason ? [] : [printable(mark.sentence, 600)]),
  ]);
  return table(heads, rows, style, columns);
}

/** Where to read on, and to look, for each criterion that was not met. */
function readings(marks: readonly Mark[], columns: number): string[] {
  const missed = marks.filter(({ status }) => status !== 'pass');
  if (missed.length === 0) return [];
  const lines = missed.flatMap(({ title, readOn, run }) => [
    ...wrap(`${title}: ${readOn}`, columns - 4).map((line) => `    ${line}`),
    ...(run === null ? [] : [`      what happened: ${printable(run)}/report.html`]),
  ]);
  return ['  Read on:', ...lines, ''];
}

function word({ status }: Mark, style: Style): string {
  if (status === 'pass') return style.good('✓ holds');
  return status === 'fail' ? style.bad('✗ does not') : style.unsure('? not shown');
}

function sign(mark: Mark | undefined, style: Style): string {
  if (mark === undefined) return '–';
  if (mark.status === 'pass') return style.good('✓');
  return mark.status === 'fail' ? style.bad('✗') : style.unsure('?');
}

const firstOfAll = ({ criteria, notes }: Grade): string =>
  criteria.length === 0
    ? notes.join(' ')
    : ((criteria.find(({ status }) => status === 'fail') ?? criteria.find(({ status }) => status !== 'pass'))
        ?.sentence ?? 'everything holds');

function tally(grades: readonly Grade[], style: Style): string {
  const whole = grades.filter(({ verdict }) => verdict === 'pass').length;
  const ungraded = grades.filter(({ verdict }) => verdict === 'could-not-run').length;
  const line = `${whole} of ${count(grades.length, 'module')} ${whole === 1 ? 'has' : 'have'} all of it`;
  const rest = ungraded === 0 ? '' : `; ${ungraded} could not be graded`;
  return whole === grades.length ? style.good(`${line}.`) : `${line}${rest}.`;
}
