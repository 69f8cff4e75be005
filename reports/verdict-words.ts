import { exitStatus } from '../harness/exit-status.js';
import type { Judged } from '../harness/record.js';

/** How a page heads what was judged: never by colour alone. */
export const verdictWords = (record: Judged): { sign: string; word: string; kind: string } =>
  verdicts[exitStatus(record)];

const verdicts = {
  0: { sign: '✓', word: 'Passed', kind: 'pass' },
  1: { sign: '✗', word: 'Failed', kind: 'fail' },
  2: { sign: '?', word: 'Inconclusive', kind: 'inconclusive' },
} as const;

/** `explain` begins with the verdict; for where that stands above it already. */
export function withoutVerdict(sentence: string, title: string): string {
  if (!sentence.startsWith(`${title}: `)) return sentence;
  const rest = sentence.slice(title.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** `2026-01-31 12:00:00 UTC`: the same wherever it is read. */
export const when = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
