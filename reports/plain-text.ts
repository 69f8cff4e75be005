/** Text of strangers (a target's stderr, a path, a command) made harmless to print, and texts measured in columns. */

import { stripVTControlCharacters } from 'node:util';

// Controls, marks that turn the direction of writing, blanks without width, and halves of surrogate pairs.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
// Scripts and pictures that terminals show two columns wide, by Unicode's East Asian Width W and F.
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const withoutWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/**
 * `text` on one line of at most `max` columns: without escape sequences and control characters, blanks run together, and
 * with `…` where it was cut.
 */
export function printable(text: string, max = 200): string {
  // Cut first: a line of megabytes is not worth looking through. Escapes may be many times longer than what they colour.
  const start = text.slice(0, max * 20 + 1000);
  const clean = stripVTControlCharacters(start).replace(unprintable, ' ').replace(/\s+/g, ' ').trim();
  return shorten(start.length < text.length ? `${clean}…` : clean, max);
}

/** Cut to `columns` with `…` at the end, if it is wider. For text without escape sequences. */
export function shorten(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  if (columns < 1) return '';
  let taken = '';
  let used = 0;
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns - 1) break;
    taken += character;
  }
  return `${taken}…`;
}

/** How many columns of a terminal a text takes, its escape sequences not counted. */
export function width(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += columnsOf(character);
  return columns;
}

function columnsOf(character: string): number {
  if (character <= '~') return 1;
  if (withoutWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
