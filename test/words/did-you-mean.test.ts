import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distance, nearest, unknownName } from '../../harness/words/did-you-mean.js';

const names = ['leak', 'crash', 'stall', 'crash-loop', 'heap-leak'];

it.each([
  ['leek', 'leak'],
  ['laek', 'leak'],
  ['LEAK', 'leak'],
  ['crahs', 'crash'],
  ['crashloop', 'crash-loop'],
  ['heap-leaks', 'heap-leak'],
])('"%s" was probably "%s"', (given, meant) => expect(nearest(given, names)).toBe(meant));

it.each(['', 'x', 'holiday', 'le'])('nothing is near "%s"', (given) => expect(nearest(given, names)).toBeUndefined());

it('a name of which every letter is wrong is not near', () => expect(nearest('b', ['a'])).toBeUndefined());

it('the nearest of several near names is meant, whatever their order', () => {
  expect(nearest('crashs', ['crashed', 'crash'])).toBe('crash');
  expect(nearest('crashs', ['crash', 'crashed'])).toBe('crash');
});

it('a swap of neighbours is one slip', () => expect(distance('abcd', 'acbd')).toBe(1));

it('a name that nothing is near is answered with all there are', () => {
  expect(unknownName('scenario', 'leek', names)).toBe('Unknown scenario "leek". Did you mean "leak"?');
  expect(unknownName('scenario', 'x', ['leak', 'crash'])).toBe('Unknown scenario "x". Known are: leak, crash.');
});

it('control characters of a name are not printed', () => {
  expect(unknownName('scenario', '\u001b[31m', names)).not.toContain('\u001b');
});

const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });

it('distance is 0 for a text itself alone, the same both ways, and at most the longer length', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a, b) === 0).toBe(a === b);
      expect(distance(a, b)).toBe(distance(b, a));
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      expect(distance(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
    }),
  );
});

it('one letter added is always one slip', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(distance(a + b, `${a}z${b}`)).toBe(1);
    }),
  );
});
