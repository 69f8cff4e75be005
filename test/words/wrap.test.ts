import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hanging, wrap } from '../../harness/words/wrap.js';

it('breaks between words, and nowhere else', () => {
  expect(wrap('every death was followed by a replacement', 16)).toEqual([
    'every death was',
    'followed by a',
    'replacement',
  ]);
});

it('keeps a figure and its unit together', () => {
  expect(wrap('the slowest took 71 ms, or 99.5 %', 19)).toEqual(['the slowest took', '71 ms, or 99.5 %']);
});

it('cuts a word that is longer than a line', () =>
  expect(wrap('a /very/long/path b', 5)).toEqual(['a', '/very', '/long', '/path', 'b']));

it('ends also where there is no width at all', () => expect(wrap('ab c', 0)).toEqual(['a', 'b', 'c']));

it('has one empty line for an empty text', () => expect(wrap('', 10)).toEqual(['']));

it('no line is too long, and nothing of the text is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9%]{1,12}$/)), fc.integer({ min: 1, max: 30 }), (words, columns) => {
      const text = words.join(' ');
      const lines = wrap(text, columns);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

it('hangs every text in one column beside its head', () => {
  expect(
    hanging(
      [
        ['a', 'one two'],
        ['long', 'three'],
      ],
      13,
    ),
  ).toEqual(['  a     one', '        two', '  long  three']);
});
