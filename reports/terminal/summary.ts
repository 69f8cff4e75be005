import { aboutControl } from '../../harness/exit-status.js';
import type { Judged, RunRecord } from '../../harness/record.js';
import { type AnyRecord, isStudy } from '../../harness/study/study-record.js';
import { count, mb } from '../../harness/words/format.js';
import { wrap } from '../../harness/words/wrap.js';
import { printable } from '../plain-text.js';
import { checkLines } from './checks.js';
import { deathLines } from './deaths.js';
import { ledgerLines, proberLines } from './requests.js';
import { studySummary } from './study.js';
import type { Style } from './style.js';
import { verdictLines } from './verdict.js';

const lastWords = 5;

/**
 * All that a terminal says of a finished run, in at most `columns`: what died, what it cost, what was checked, the verdict. Of a
 * study likewise: what it saw, and what follows.
 */
export const summary = (record: AnyRecord, style: Style, columns = 100): string =>
  isStudy(record) ? studySummary(record, style, columns) : runSummary(record, style, columns);

function runSummary(record: RunRecord, style: Style, columns: number): string {
  return [
    ...header(record, style, columns),
    '',
    ...deathLines(record, style, columns),
    '',
    ...ledgerLines(record, style, columns),
    '',
    ...proberLines(record, style, columns),
    '',
    ...checkLines(record.checks, style, columns),
    '',
    ...remarks(record, style, columns),
    ...verdictLines(record, style, columns),
    '',
  ].join('\n');
}

/** For `--quiet`: the checks that failed, and the verdict. */
export function quietSummary(record: Judged, style: Style, columns = 100): string {
  const failed = record.checks.filter(({ status }) => status === 'fail');
  const table = failed.length === 0 ? [] : checkLines(failed, style, columns);
  return [...table, ...verdictLines(record, style, columns), ''].join('\n');
}

function header({ scenario, story, settings }: RunRecord, style: Style, columns: number): string[] {
  const { workers, target, connections, rate, durationMs, ceilingBytes, enforce } = settings;
  const pace = rate === null ? 'as fast as they are answered' : `${count(rate, 'request')} a second`;
  const ceiling = ceilingBytes === null ? 'no ceiling' : `ceiling ${mb(ceilingBytes)}, kept by ${enforcer[enforce]}`;
  const load = `${count(connections, 'connection')} for ${(durationMs / 1000).toFixed(1)} s, ${pace}`;
  const setting = `${count(workers, 'worker')} of ${printable(target, 60)}; ${load}; ${ceiling}`;
  const [first = '', ...more] = wrap(`${printable(scenario, 40)}: ${printable(story)}`, columns);
  return [style.bold(first), ...more.map(style.bold), ...wrap(setting, columns).map(style.dim)];
}

const enforcer = {
  harness: 'the harness',
  v8: 'V8',
  kernel: 'the kernel',
  target: 'the target',
} as const;

function remarks(record: RunRecord, style: Style, columns: number): string[] {
  const { doubts, notes, expectation, stderr, verdict } = record;
  const told = (text: string): string[] => wrap(text, columns);
  const lines = [
    ...(expectation === null ? [] : told(aboutControl(expectation))),
    ...doubts.flatMap((doubt) => told(`In doubt: ${printable(doubt, 400)}`).map(style.unsure)),
    ...notes.flatMap((note) => told(`Note: ${printable(note, 400)}`)),
  ];
  if (verdict === 'fail' && expectation === null && stderr.length > 0) {
    lines.push('The target wrote last, on its standard error:');
    lines.push(...stderr.slice(-lastWords).map((line) => style.dim(`  ${printable(line, columns - 2)}`)));
  }
  return lines.length === 0 ? [] : [...lines, ''];
}
