import type { Status } from '../../../harness/record.js';
import { el } from '../dom.js';

/** A status as sign and word: never by colour alone. */
export const statusWords: Record<Status, { sign: string; word: string }> = {
  pass: { sign: '✓', word: 'passed' },
  fail: { sign: '✗', word: 'failed' },
  inconclusive: { sign: '?', word: 'inconclusive' },
};

export function badge(status: Status): HTMLElement {
  const { sign, word } = statusWords[status];
  return el(
    'span',
    { class: `badge ${status}` },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    ` ${word}`,
  );
}
