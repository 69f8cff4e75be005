import { aboutControl } from '../harness/exit-status.js';
import type { Death, Judged, RunRecord } from '../harness/record.js';
import { count, mb } from '../harness/words/format.js';
import { figure } from './figure.js';
import { type Finding, findingsOf, type Standing } from './findings.js';
import { fenced, folded, inline, table } from './markdown-text.js';
import { printable } from './plain-text.js';
import { deathCells } from './terminal/deaths.js';
import { ledgerLines, proberLines } from './terminal/requests.js';
import { plain } from './terminal/style.js';
import { inShort } from './timeline/in-short.js';
import { repeatCommand } from './timeline/repeat-command.js';

const longestSentence = 1000;
const mostDeaths = 50;
const lastWords = 10;

/** One run below its heading: what happened, the checks, the deaths, every request, and the command that repeats it. */
export function runSection(record: RunRecord): string {
  const parts = [
    inline(`${printable(record.story, 400)} ${inShort(record)}`, 800),
    ...remarks(record),
    checksTable(record),
    deaths(record),
    fenced([...ledgerLines(record, plain, 100), ...proberLines(record, plain, 100)]),
    ...stderr(record),
    `Run it again, with the settings it had:\n\n${fenced([printable(repeatCommand(record), 4000)], 'sh')}`,
    facts(record),
  ];
  return parts.join('\n\n');
}

function remarks({ expectation, notes }: RunRecord): string[] {
  return [
    ...(expectation === null ? [] : [aboutControl(expectation)]),
    ...notes.map((note) => `Note: ${inline(note, 400)}`),
  ];
}

/** One row a check. */
export function checksTable(record: Judged): string {
  const right = { align: 'right' as const };
  const heads = [
    ...[{ head: 'verdict' }, { head: 'check' }, { head: 'observed', ...right }, { head: 'limit', ...right }],
    { head: 'in words' },
  ];
  return table(heads, findingsOf(record).map(checkRow));
}

function checkRow({ name, standing, sentence, check }: Finding): string[] {
  const verdict = `${sign[standing]} ${check?.status ?? ofRun[standing]}`;
  const figures = check === null ? ['–', '–'] : [figure(check.observed, check.unit), figure(check.limit, check.unit)];
  const stands = standing === 'fails' || standing === 'unshown' ? `**${verdict}**` : verdict;
  return [stands, inline(name), ...figures.map((each) => inline(each)), inline(sentence, longestSentence)];
}

const sign: Record<Standing, string> = { holds: '✓', fails: '✗', unshown: '?', aside: '–' };
const ofRun: Record<Standing, string> = { holds: 'pass', fails: 'fail', unshown: 'inconclusive', aside: 'in doubt' };

function deaths({ deaths, leftOut }: RunRecord): string {
  const total = deaths.length + leftOut.deaths;
  if (total === 0) return 'No worker died.';
  const shown = costliest(deaths);
  const { heads, rows } = deathCells(shown);
  const which = shown.length === total ? '' : ` These are the ${shown.length} that cost most time or requests.`;
  const legend = `Times in ms from the exit, − is before it.${which}`;
  const cells = rows.map((row) => row.map((cell) => inline(cell)));
  return folded(count(total, 'death'), `${legend}\n\n${table(heads, cells)}`, total <= 10);
}

/** As many as a reader looks through, in their order: those never replaced first, then by requests lost, then by time. */
function costliest(deaths: readonly Death[]): readonly Death[] {
  if (deaths.length <= mostDeaths) return deaths;
  const never = ({ reforkMs }: Death): number => (reforkMs === null ? 1 : 0);
  const costs = (a: Death, b: Death): number =>
    never(b) - never(a) || b.lostRequests - a.lostRequests || (b.reforkMs ?? 0) - (a.reforkMs ?? 0);
  const kept = new Set(deaths.toSorted(costs).slice(0, mostDeaths));
  return deaths.filter((death) => kept.has(death));
}

function stderr({ stderr }: RunRecord): string[] {
  if (stderr.length === 0) return [];
  const said = stderr.slice(-lastWords).map((line) => printable(line, 300));
  return [folded('What the target wrote last to its standard error', fenced(said))];
}

function facts({ settings, environment, startedAt }: RunRecord): string {
  const { target, workers, ceilingBytes } = settings;
  const ceiling = ceilingBytes === null ? 'no ceiling' : `ceiling ${mb(ceilingBytes)}`;
  return inline(
    `Target: ${printable(target, 200)}; ${count(workers, 'worker')}; ${ceiling}. ${machine({ environment, startedAt })}.`,
  );
}

/** Where and when it was. */
export function machine({ environment, startedAt }: Pick<RunRecord, 'environment' | 'startedAt'>): string {
  const { node, platform, cpus, refork } = environment;
  return `Node ${node} on ${platform}, ${count(cpus, 'CPU')}, refork ${refork}, ${startedAt}`;
}
