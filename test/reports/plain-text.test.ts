import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, shorten, width } from '../../reports/plain-text.js';

describe('printable', () => {
  it.each([
    ['colours', '\u001b[31mError\u001b[0m: boom', 'Error: boom'],
    ['a cursor sent elsewhere', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
    ['a title for the window', '\u001b]0;evil\u0007text', 'text'],
    ['a link', '\u001b]8;;http://x\u0007here\u001b]8;;\u0007', 'here'],
    ['C1 controls', 'a\u009b31mb', 'ab'],
    ['bells, returns and line breaks', 'a\u0007b\rc\nd\te', 'a b c d e'],
    ['turned writing', 'a\u202egnp.exe', 'a gnp.exe'],
    ['half a surrogate pair', 'a\ud800b', 'a b'],
    ['a lone escape', 'a\u001bb', 'a b'],
  ])('takes out %s', (_, text, clean) => expect(printable(text)).toBe(clean));

  it('cuts what is long, and says so', () => {
    expect(printable('abcdef', 4)).toBe('abc…');
    expect(printable('x'.repeat(5_000_000), 40)).toBe(`${'x'.repeat(39)}…`);
    expect(printable(`${'\u001b[31m'.repeat(1000)}x`, 40)).toMatch(/^…?$/);
  });

  it('whatever is written, one harmless line of at most so many columns comes out', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u001b[', '\u001b]', '\u009b', '漢字', '👩‍👩‍👧', 'e\u0301'),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat(60), (pieces, max) => {
        const clean = printable(pieces.join(''), max);
        expect(clean).not.toMatch(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u);
        expect(width(clean)).toBeLessThanOrEqual(max);
      }),
    );
  });
});

it('counts wide signs as two columns, marks and colours as none', () => {
  expect(width('漢字')).toBe(4);
  expect(width('e\u0301')).toBe(1);
  expect(width('\u001b[31mred\u001b[39m')).toBe(3);
  expect(width('█░…→✓')).toBe(5);
});

it('does not shorten what fits', () => {
  expect(shorten('abcd', 4)).toBe('abcd');
  expect(shorten('漢字', 3)).toBe('漢…');
  expect(shorten('abcd', 0)).toBe('');
});
