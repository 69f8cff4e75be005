import { explain } from '../../harness/exit-status.js';
import type { RunRecord } from '../../harness/record.js';
import { type AnyRecord, isStudy, type StudyRecord } from '../../harness/study/study-record.js';
import { count, ms, percent, whole } from '../../harness/words/format.js';
import { sectionInMarkdown } from '../markdown-study.js';

/** A run that the lesson shows: its command as it stands there, and the name and the words of its picture. */
export interface Step {
  name: string;
  command: string;
  words: string;
}

// A shell block with one command, and the next place for a run after it.
const shown = /```sh\n(.+)\n```(?:(?!```)[\s\S])*?<!-- run ([a-z0-9-]+): (.+) -->/g;

/** The runs that a lesson shows, in its order. */
export const stepsOf = (lesson: string): Step[] =>
  [...lesson.matchAll(shown)].map(([, command = '', name = '', words = '']) => ({ name, command, words }));

/** The words after `npm run scenario`, without the `--` that npm takes for itself. */
export function wordsOf({ command }: Step): string[] {
  const [, words] = /^npm run scenario (?:-- )?(.+)$/.exec(command) ?? [];
  if (words === undefined) throw new Error(`The lesson shows "${command}". Let it begin with "npm run scenario".`);
  return words.split(' ');
}

/**
 * The lesson with something in the place of that name: between `<!-- run NAME: … -->` and `<!-- end of run -->`.
 *
 * @throws Error if there is no such place.
 */
export function withRun(lesson: string, name: string, content: string): string {
  const start = new RegExp(`<!-- run ${name}: .+ -->`).exec(lesson);
  const until = start === null ? -1 : lesson.indexOf(end, start.index);
  if (start === null || until < 0)
    throw new Error(`The lesson has no place for "${name}": <!-- run ${name}: … --> … ${end}`);
  return `${lesson.slice(0, start.index)}${start[0]}\n\n${content}\n\n${lesson.slice(until)}`;
}

const end = '<!-- end of run -->';

/** What a step shows of its run, or of its study: the picture, the figures, and where they were measured. */
export const shownOf = ({ name, words }: Step, record: AnyRecord): string =>
  [
    `![${words}](pictures/${name}.svg)`,
    ...(isStudy(record) ? ofStudy(record) : [figuresOf(record)]),
    whereOf(record),
  ].join('\n\n');

const ofStudy = (record: StudyRecord): string[] => [...record.sections.map(sectionInMarkdown), explain(record)];

/** What a run came to, as a table of Markdown and the sentence of its verdict. */
export function figuresOf(record: RunRecord): string {
  const { deaths, leftOut, ledger, prober, primary, supervision } = record;
  const reforks = deaths.flatMap(({ reforkMs }) => (reforkMs === null ? [] : [reforkMs]));
  const missing = deaths.length - reforks.length;
  const columns = [
    ['workers that died', whole(deaths.length + leftOut.deaths)],
    ['never replaced', whole(missing)],
    ['slowest refork', reforks.length === 0 ? '–' : ms(Math.max(...reforks))],
    ['fewest that listened', `${supervision.fewestListening} of ${supervision.steadyWorkers}`],
    ['requests lost', `${whole(ledger.lost)} of ${whole(ledger.sent)}`],
    ['connections refused', whole(ledger.refused)],
    // A run ends with its primary, so of the time after that it says nothing.
    ['probes answered', primary.died ? '–' : percent(prober.availability)],
    ['longest outage', primary.died ? 'for ever' : ms(prober.longestOutageMs)],
  ] as const;
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(columns.map(([head]) => head)),
    row(columns.map(() => '---:')),
    row(columns.map(([, cell]) => cell)),
    '',
    explain(record),
  ].join('\n');
}

/** Where the runs were made. */
const whereOf = ({ environment, startedAt }: AnyRecord): string =>
  `Measured on ${startedAt.slice(0, 10)} with Node ${environment.node} on ${environment.platform}, ${count(environment.cpus, 'CPU')}.`;
