import { exitStatus, explain } from '../../harness/exit-status.js';
import type { Judged } from '../../harness/record.js';
import { wrap } from '../../harness/words/wrap.js';
import { printable } from '../plain-text.js';
import type { Style } from './style.js';

/** The last line of a summary, wrapped: how it ended and why. */
export function verdictLines(record: Judged, style: Style, columns: number): string[] {
  const { sign, paint } = verdictMark[exitStatus(record)];
  const lines = wrap(`${sign} ${printable(explain(record), 600)}`, columns);
  return lines.map((line) => style.bold(paint(line, style)));
}

const verdictMark = {
  0: { sign: '✓', paint: (text: string, style: Style) => style.good(text) },
  1: { sign: '✗', paint: (text: string, style: Style) => style.bad(text) },
  2: { sign: '?', paint: (text: string, style: Style) => style.unsure(text) },
} as const;
