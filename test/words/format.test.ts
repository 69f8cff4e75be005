import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, mb, ms, percent, whole } from '../../harness/words/format.js';

test.each([
  [ms(71.2), '71 ms'],
  [ms(0.62), '0.6 ms'],
  [ms(0), '0 ms'],
  [ms(12_034), '12,034 ms'],
  [mb(112_000_000), '112 MB'],
  [mb(400_000), '0.4 MB'],
  [mb(-20_000), '0 MB'],
  [mb(1_233_000_000), '1,233 MB'],
  [percent(0.9991), '99.91 %'],
  [percent(0.95), '95 %'],
  [percent(0), '0 %'],
  [percent(1), '100 %'],
  [percent(1.024), '102.4 %'],
  [count(1, 'death'), '1 death'],
  [count(0, 'death'), '0 deaths'],
  [count(20_000, 'process', 'processes'), '20,000 processes'],
  [whole(1989.6), '1,990'],
])('%s reads as %s', (written, expected) => {
  expect(written).toBe(expected);
});

test('a share just short of the whole is never written as the whole, nor one above nothing as nothing', () => {
  expect(percent(0.999996)).toBe('99.9996 %');
  expect(percent(0.00001)).toBe('0.001 %');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (n) => {
      expect(['0 %', '100 %']).not.toContain(percent(n / 100_000_000));
    }),
  );
});
