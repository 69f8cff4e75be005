import { exitStatus, explain } from '../harness/exit-status.js';
import { judgeRepeated } from '../harness/repeated.js';
import { isStudy } from '../harness/study/study-record.js';
import { count, ms, percent, whole } from '../harness/words/format.js';
import { runSection } from './markdown-run.js';
import { studySection } from './markdown-study.js';
import { folded, inline, table } from './markdown-text.js';
import type { Recorded, Result } from './result.js';
import { type AllRow, allRow } from './terminal/all.js';
import { type Cells, distribution, inWords, sureness } from './terminal/repeat.js';

const mostSections = 20;
// GitHub takes a summary of 1 MiB. What stands above the sections needs 100 KB for the most runs there can be.
const mostBytesOfSections = 900_000;

/**
 * A summary in GitHub's Markdown: of one run all that counts; of several a table of them and each folded away below, those open
 * that did not end as they should. Whatever a target says is text in it, and it stays under 1 MiB.
 */
export function markdown(results: readonly Result[]): string {
  const [only] = results;
  if (only === undefined) return '## refork: nothing was run\n';
  if (results.length === 1) return `## ${inline(title(only))}\n\n${section(only)}\n`;
  const good = results.filter(isGood).length;
  const mark = results.every((result) => rowOf(result).outcome !== 'failed' && 'record' in result) ? '?' : '✗';
  const heading =
    good === results.length
      ? `✓ refork: all ${count(good, 'run')} ended as they should`
      : `${mark} refork: ${count(results.length - good, 'run')} of ${results.length} did not end as they should`;
  const parts = [`## ${heading}`, overview(results), ...repeated(results), ...sections(results)];
  return `${parts.join('\n\n')}\n`;
}

function sections(results: readonly Result[]): string[] {
  const texts = new Map<Result, string>();
  let bytes = 0;
  for (const result of [...results.filter((each) => !isGood(each)), ...results.filter(isGood)].slice(0, mostSections)) {
    const text = folded(title(result), section(result), !isGood(result));
    bytes += Buffer.byteLength(text);
    if (bytes <= mostBytesOfSections) texts.set(result, text);
  }
  const left = results.length - texts.size;
  const rest = left === 0 ? [] : [`… and ${count(left, 'more run')}, told in their own folders.`];
  return [...results.flatMap((result) => texts.get(result) ?? []), ...rest];
}

const isGood = (result: Result): boolean =>
  'record' in result ? exitStatus(result.record) === 0 : result.skipped === true;

const rowOf = (result: Result): Pick<AllRow, 'outcome'> & Partial<AllRow> =>
  'record' in result ? allRow(result.record) : { outcome: result.skipped === true ? 'skipped' : 'could not run' };

/** In plain text. */
const title = (result: Result): string => `${sign[rowOf(result).outcome]} ${result.name}: ${rowOf(result).outcome}`;

const sign: Record<AllRow['outcome'], string> = {
  ...{ passed: '✓', caught: '✓', failed: '✗', 'could not run': '✗', inconclusive: '?', skipped: '–' },
};

function section(result: Result): string {
  if ('record' in result) {
    const { record } = result;
    return `**${inline(explain(record))}**\n\n${isStudy(record) ? studySection(record) : runSection(record)}`;
  }
  return `**It ${result.skipped === true ? 'was skipped' : 'could not be run'}.** ${result.problem
    .split('\n')
    .map((line) => inline(line))
    .join('<br>')}`;
}

function overview(results: readonly Result[]): string {
  const right = { align: 'right' as const };
  const heads = [
    ...[{ head: 'run' }, { head: 'verdict' }, { head: 'deaths', ...right }, { head: 'lost', ...right }],
    ...[
      { head: 'slowest refork', ...right },
      { head: 'available', ...right },
    ],
  ];
  const figure = (n: number | null | undefined, say: (n: number) => string): string => (n == null ? '–' : say(n));
  const rows = results.map((result) => {
    const { outcome, deaths, lost, slowestReforkMs, availability } = rowOf(result);
    const figures = [
      figure(deaths, whole),
      figure(lost, whole),
      figure(slowestReforkMs, ms),
      figure(availability, percent),
    ];
    return [inline(result.name, 60), `${sign[outcome]} ${outcome}`, ...figures];
  });
  return table(heads, rows);
}

/** Of runs of one scenario, the distribution of what each check observed. */
function repeated(results: readonly Result[]): string[] {
  const records = results.filter((result): result is Recorded => 'record' in result).map(({ record }) => record);
  if (records.length < 2 || new Set(records.map(({ scenario }) => scenario)).size > 1) return [];
  return [...[distribution(records), sureness(records)].map(cellTable), inWords(judgeRepeated(records)).join(' ')];
}

const cellTable = ({ heads, rows }: Cells): string =>
  table(
    heads,
    rows.map((row) => row.map((cell) => inline(cell))),
  );
