import { exitStatus, explain } from '../../harness/exit-status.js';
import type { Judged } from '../../harness/record.js';
import { type AnyRecord, isStudy, type StudyRecord } from '../../harness/study/study-record.js';
import { count, ms, percent } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';
import type { Style } from './style.js';
import { table } from './table.js';

/** How one scenario of many came out. A control is `caught` when its check failed, as it must. */
export type AllOutcome = 'passed' | 'caught' | 'failed' | 'inconclusive' | 'could not run' | 'skipped';

/** One scenario of `refork all`. Figures are `null` where the run did not come to them. */
export interface AllRow {
  scenario: string;
  /** What it shows; or why it was not run. */
  story: string;
  deaths: number | null;
  lost: number | null;
  slowestReforkMs: number | null;
  availability: number | null;
  outcome: AllOutcome;
  /** In one sentence, why it did not come out as it should; `null` if it did, or was not run. */
  why: string | null;
}

export function allRow(record: AnyRecord): AllRow {
  if (isStudy(record)) return studyRow(record);
  const reforks = record.deaths.map(({ reforkMs }) => reforkMs).filter((reforkMs) => reforkMs !== null);
  return {
    scenario: record.scenario,
    story: record.story,
    deaths: record.supervision.deaths,
    lost: record.ledger.lost,
    slowestReforkMs: reforks.length === 0 ? null : Math.max(...reforks),
    availability: record.prober.answered + record.prober.failed === 0 ? null : record.prober.availability,
    outcome: outcomeOf(record),
    why: whyNot(record),
  };
}

/** The row of a scenario that came to no record, and why. */
export const rowWithoutRecord = (scenario: string, outcome: 'could not run' | 'skipped', why: string): AllRow => ({
  ...{ scenario, outcome, story: why },
  ...{ deaths: null, lost: null, slowestReforkMs: null, availability: null, why: null },
});

/** Of all its runs together. How fast and how available differs from one to the next, as that is what it studies. */
function studyRow(record: StudyRecord): AllRow {
  const { scenario, story, runs } = record;
  const sum = (of: 'deaths' | 'lost') => (runs.length === 0 ? null : runs.reduce((total, run) => total + run[of], 0));
  return {
    ...{ scenario, story, deaths: sum('deaths'), lost: sum('lost') },
    ...{ slowestReforkMs: null, availability: null, outcome: outcomeOf(record), why: whyNot(record) },
  };
}

function outcomeOf(record: Judged): AllOutcome {
  const status = exitStatus(record);
  if (status === 2) return 'inconclusive';
  if (status === 1) return 'failed';
  return record.expectation === null ? 'passed' : 'caught';
}

const whyNot = (record: Judged): string | null => (exitStatus(record) === 0 ? null : explain(record));

/**
 * All scenarios of `refork all`, one row each, with what each shows; below them why some did not come out as they should, how many
 * did, and in what time.
 */
export function allTable(rows: readonly AllRow[], tookMs: number, style: Style, columns = 100): string {
  const heads = [
    { head: 'scenario' },
    { head: 'what it shows' },
    { head: 'deaths', align: 'right' as const },
    { head: 'lost', align: 'right' as const },
    { head: 'slowest refork', align: 'right' as const },
    { head: 'available', align: 'right' as const },
    { head: 'verdict' },
  ];
  const cells = rows.map((row) => [
    printable(row.scenario, 30),
    printable(row.story),
    row.deaths === null ? '–' : String(row.deaths),
    row.lost === null ? '–' : String(row.lost),
    row.slowestReforkMs === null ? '–' : ms(row.slowestReforkMs),
    row.availability === null ? '–' : percent(row.availability),
    mark(row.outcome, style),
  ]);
  const lines = [...table(heads, cells, style, columns, 1), '', ...reasons(rows, style, columns)];
  return [...lines, total(rows, tookMs, style), ''].join('\n');
}

function reasons(rows: readonly AllRow[], style: Style, columns: number): string[] {
  const cells = rows.flatMap(({ scenario, why }) =>
    why === null ? [] : [[printable(scenario, 30), printable(why, 400)]],
  );
  return cells.length === 0 ? [] : [...table([{ head: 'scenario' }, { head: 'why' }], cells, style, columns, 1), ''];
}

/** One scenario of many, as soon as it is over. */
export const allLine = ({ scenario, outcome }: AllRow, tookMs: number, style: Style): string =>
  `${mark(outcome, style)}: ${printable(scenario, 30)} (${(tookMs / 1000).toFixed(1)} s)\n`;

function total(rows: readonly AllRow[], tookMs: number, style: Style): string {
  const asExpected = rows.filter(({ outcome }) => outcome === 'passed' || outcome === 'caught').length;
  const skipped = rows.filter(({ outcome }) => outcome === 'skipped').length;
  const run = rows.length - skipped;
  const apart = skipped === 0 ? '' : `, ${skipped} skipped`;
  const line = `${asExpected} of ${count(run, 'scenario')} came out as they should${apart}, in ${minutes(tookMs)}.`;
  return asExpected === run ? style.good(line) : style.bad(line);
}

const minutes = (forMs: number): string => {
  const seconds = Math.round(forMs / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

function mark(outcome: AllOutcome, style: Style): string {
  switch (outcome) {
    case 'passed':
    case 'caught':
      return style.good(`✓ ${outcome}`);
    case 'inconclusive':
      return style.unsure(`? ${outcome}`);
    case 'skipped':
      return style.dim(`– ${outcome}`);
    case 'failed':
    case 'could not run':
      return style.bad(`✗ ${outcome}`);
  }
}
