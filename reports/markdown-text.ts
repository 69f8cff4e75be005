/** Text in GitHub's Markdown such that nothing in it is markup. */

import { printable } from './plain-text.js';

// Emphasis, code, links, strikethrough, mathematics, mentions; addresses that become links by themselves; what begins a heading,
// a list or a rule where it stands first. A backslash makes each of them plain.
const anywhere = /[\\`*_[\]~$@]|(?<=www)\.|:(?=\/\/)/gi;
const atStart = /^(?=(?:[#+-]+|=+)(?:\s|$))|^(\d+)(?=[.)](?:\s|$))/;

/**
 * On one line, cut to `max` columns, with everything escaped that is markup. A bar ends a cell of a table wherever it stands, and
 * an angle bracket or an ampersand begins HTML, so these are written as HTML writes them.
 */
export const inline = (text: string, max = 2000): string =>
  asHtml(printable(text, max).replace(anywhere, '\\$&').replace(atStart, '$1\\')).replaceAll('|', '&#124;');

/** Lines as they are, in a block whose fence is longer than any in them. */
export function fenced(lines: readonly string[], language = 'text'): string {
  const ticks = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(2, ...ticks) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

export interface Head {
  head: string;
  align?: 'left' | 'right';
}

/** A table; heads and cells are Markdown already, each on one line and without a bare bar. */
export function table(heads: readonly Head[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map(({ align }) => (align === 'right' ? '---:' : '---'));
  return [row(heads.map(({ head }) => head)), row(rule), ...rows.map(row)].join('\n');
}

/** Markdown that can be folded away, under a title in plain text. */
export const folded = (title: string, content: string, open = false): string =>
  `<details${open ? ' open' : ''}><summary>${asHtml(printable(title))}</summary>\n\n${content}\n\n</details>`;

const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
