import { explain } from '../harness/exit-status.js';
import type { Finding } from '../harness/record.js';
import type { Section } from '../harness/study/study.js';
import type { StudyRecord, StudyRun } from '../harness/study/study-record.js';
import { count } from '../harness/words/format.js';
import { selfContained } from './page-document.js';
import { style } from './page-style/index.js';
import { printable } from './plain-text.js';
import { repeatAny } from './repeat-any.js';
import { chartOnPage } from './svg/chart.js';
import { chartLook } from './svg/look.js';
import { verdictWords, when, withoutVerdict } from './verdict-words.js';
import { element, escaped } from './xml.js';

const longest = 2000;

/** A study as one document without a script: what it asked, what it found, what it saw. The pages of its runs are linked. */
export function studyHtml(record: StudyRecord): string {
  const { word } = verdictWords(record);
  return selfContained({
    title: printable(`${record.scenario}: ${word.toLowerCase()} – refork`),
    styles: [style, chartLook],
    scripts: [],
    asksServer: false,
    body: [element('main', {}, [...headline(record), below(record)].join('\n'))],
  });
}

const badges = {
  pass: '✓ passed',
  fail: '✗ failed',
  inconclusive: '? inconclusive',
} as const;

const say = (name: string, attributes: Record<string, string>, words: string): string =>
  element(name, attributes, escaped(printable(words, longest)));

function headline(record: StudyRecord): string[] {
  const { scenario, startedAt, story } = record;
  const { sign, word, kind } = verdictWords(record);
  return [
    element(
      'header',
      { class: 'headline' },
      [
        element(
          'p',
          { class: 'eyebrow' },
          `${say('b', {}, 'refork')} ${escaped(printable(scenario, 60))}${say('time', { datetime: startedAt }, when(startedAt))}`,
        ),
        element(
          'h1',
          { class: `verdict ${kind}` },
          say('span', { class: 'sign', 'aria-hidden': 'true' }, sign) + say('span', {}, word),
        ),
        say('p', { class: 'lead' }, withoutVerdict(explain(record), word)),
        say('p', { class: 'story' }, story),
      ].join(''),
    ),
  ];
}

function below(record: StudyRecord): string {
  const { checks, sections, runs, environment } = record;
  const { node, platform, cpus, refork } = environment;
  const made = `refork ${refork}, Node ${node} on ${platform}, ${count(cpus, 'CPU')}; it took ${(record.durationMs / 1000).toFixed(1)} s.`;
  return element(
    'div',
    { class: 'below' },
    [
      section('Findings', element('ul', { class: 'checks' }, checks.map(finding).join(''))),
      ...sections.map((each) => section(each.title, shown(each))),
      ...(runs.length === 0 ? [] : [section('Runs', runsTable(runs))]),
      section(
        'Study it again',
        say('p', { class: 'command-label' }, 'With what was said of it:') +
          say('pre', { class: 'command' }, repeatAny(record)) +
          say('p', { class: 'note' }, made),
      ),
    ].join('\n'),
  );
}

const section = (title: string, content: string): string => element('section', {}, say('h2', {}, title) + content);

const finding = ({ name, status, summary }: Finding): string =>
  element(
    'li',
    { class: status },
    say('span', { class: `badge ${status}` }, badges[status]) +
      say('b', { class: 'name' }, name) +
      say('span', { class: 'summary' }, summary),
  );

function shown({ facts = [], table, chart }: Section): string {
  const pairs = facts.map(([what, value]) => say('dt', {}, what) + say('dd', {}, value)).join('');
  return [
    ...(pairs === '' ? [] : [element('dl', { class: 'pairs' }, pairs)]),
    ...(table === undefined
      ? []
      : [
          tableOf(
            table.columns,
            table.rows.map((row) => row.map((cell) => ({ words: cell }))),
          ),
        ]),
    ...(chart === undefined ? [] : [element('figure', { class: 'chart' }, chartOnPage(chart))]),
  ].join('');
}

const runsTable = (runs: readonly StudyRun[]): string =>
  tableOf(
    [{ head: 'run' }, { head: 'verdict' }, { head: 'deaths', align: 'right' }, { head: 'lost', align: 'right' }],
    runs.map(({ step, record, verdict, deaths, lost }) => [
      { words: step, href: pageBeside(record) },
      { words: verdict },
      { words: String(deaths) },
      { words: String(lost) },
    ]),
  );

/** A run keeps its page beside its record, in a folder below that of the study. */
const pageBeside = (record: string): string =>
  record.split('/').slice(0, -1).concat('report.html').map(encodeURIComponent).join('/');

interface Cell {
  words: string;
  href?: string;
}

function tableOf(
  columns: readonly { head: string; align?: 'left' | 'right' }[],
  rows: readonly (readonly Cell[])[],
): string {
  const look = (i: number): Record<string, string> => (columns[i]?.align === 'right' ? { class: 'figure' } : {});
  const cell = ({ words, href }: Cell, i: number): string =>
    href === undefined ? say('td', look(i), words) : element('td', look(i), say('a', { href }, words));
  const heads = columns.map(({ head }, i) => say('th', look(i), head)).join('');
  const lines = rows.map((row) => element('tr', {}, row.map(cell).join('')));
  return element(
    'div',
    { class: 'scroll' },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, heads)) + (lines.length === 0 ? '' : element('tbody', {}, lines.join(''))),
    ),
  );
}
