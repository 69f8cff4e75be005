import type { Finding, Status } from '../../harness/record.js';
import { figure } from '../figure.js';
import { printable } from '../plain-text.js';
import type { Style } from './style.js';
import { table } from './table.js';

/** `✓ pass`, `✗ fail` or `? inconclusive`: a sign and a word, so that it reads without colour too. */
export function mark(status: Status, style: Style): string {
  if (status === 'pass') return style.good('✓ pass');
  if (status === 'fail') return style.bad('✗ fail');
  return style.unsure('? inconclusive');
}

/** One row a check: what it says, what it saw and its limit, and its sentence in what is left of `columns`. */
export function checkLines(checks: readonly Finding[], style: Style, columns: number): string[] {
  const rows = checks.map(({ status, name, observed, limit, unit, summary }) => [
    mark(status, style),
    name,
    figure(observed, unit),
    figure(limit, unit),
    printable(summary, 400),
  ]);
  const heads = [
    { head: 'verdict' },
    { head: 'check' },
    { head: 'observed', align: 'right' as const },
    { head: 'limit', align: 'right' as const },
    { head: 'in words' },
  ];
  return table(heads, rows, style, columns);
}
