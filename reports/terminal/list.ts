import { exitStatus } from '../../harness/exit-status.js';
import { ms, percent } from '../../harness/format.js';
import type { RunRecord } from '../../harness/record.js';
import { hanging } from '../../harness/wrap.js';
import { printable } from '../plain-text.js';
import type { Style } from './style.js';
import { table } from './table.js';

export interface Listed {
  name: string;
  story: string;
  group?: string;
}

/** The scenarios in their groups, those of no group first, each with its story. Groups keep the order they come in. */
export function list(scenarios: readonly Listed[], style: Style, columns = 100): string {
  const groups = new Map<string, Listed[]>();
  for (const scenario of [...scenarios].sort((a, b) => Number(a.group !== undefined) - Number(b.group !== undefined))) {
    const group = scenario.group ?? 'Scenarios';
    groups.set(group, [...(groups.get(group) ?? []), scenario]);
  }
  const longest = Math.max(0, ...scenarios.map(({ name }) => name.length));
  const parts = [...groups].map(([group, members]) => [
    style.bold(group),
    ...hanging(
      members.map(({ name, story }) => [name.padEnd(longest), story]),
      columns,
    ),
  ]);
  return `${parts.map((part) => part.join('\n')).join('\n\n')}\n`;
}

/** One scenario of `refork all`. Figures are `null` where the run did not come to them. */
export interface AllRow {
  scenario: string;
  story: string;
  deaths: number | null;
  lost: number | null;
  slowestReforkMs: number | null;
  availability: number | null;
  outcome: 'passed' | 'failed' | 'inconclusive' | 'failed as it should' | 'could not run';
}

export function allRow(record: RunRecord): AllRow {
  const reforks = record.deaths.map(({ reforkMs }) => reforkMs).filter((reforkMs) => reforkMs !== null);
  return {
    scenario: record.scenario,
    story: record.story,
    deaths: record.supervision.deaths,
    lost: record.ledger.lost,
    slowestReforkMs: reforks.length === 0 ? null : Math.max(...reforks),
    availability: record.prober.answered + record.prober.failed === 0 ? null : record.prober.availability,
    outcome: outcomeOf(record),
  };
}

function outcomeOf(record: RunRecord): AllRow['outcome'] {
  const status = exitStatus(record);
  if (status === 2) return 'inconclusive';
  if (status === 1) return 'failed';
  return record.expectation === null ? 'passed' : 'failed as it should';
}

/** All scenarios of `refork all`, one row each, with what each shows. */
export function allTable(rows: readonly AllRow[], style: Style, columns = 100): string {
  const heads = [
    { head: 'scenario' },
    { head: 'verdict' },
    { head: 'deaths', align: 'right' as const },
    { head: 'lost', align: 'right' as const },
    { head: 'slowest refork', align: 'right' as const },
    { head: 'available', align: 'right' as const },
    { head: 'what it shows' },
  ];
  const cells = rows.map((row) => [
    printable(row.scenario, 30),
    verdict(row.outcome, style),
    row.deaths === null ? '–' : String(row.deaths),
    row.lost === null ? '–' : String(row.lost),
    row.slowestReforkMs === null ? '–' : ms(row.slowestReforkMs),
    row.availability === null ? '–' : percent(row.availability),
    printable(row.story),
  ]);
  return `${table(heads, cells, style, columns).join('\n')}\n`;
}

function verdict(outcome: AllRow['outcome'], style: Style): string {
  switch (outcome) {
    case 'passed':
    case 'failed as it should':
      return style.good(`✓ ${outcome}`);
    case 'inconclusive':
      return style.unsure(`? ${outcome}`);
    case 'failed':
    case 'could not run':
      return style.bad(`✗ ${outcome}`);
  }
}
