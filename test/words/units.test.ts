import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../harness/usage-error.js';
import { gib, kib, mib, parsePercent, parseSize, parseTime, seconds } from '../../harness/words/units.js';

describe('parseSize', () => {
  it.each([
    ['120MB', 120_000_000],
    ['1.5GB', 1_500_000_000],
    ['110MiB', mib(110)],
    ['.5GiB', gib(0.5)],
    ['64kB', 64_000],
    ['64KB', 64_000],
    ['64kib', kib(64)],
    ['7 B', 7],
  ])('reads %s as %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it('gives whole bytes for a fraction that has none', () => expect(parseSize('0.3333kB')).toBe(333));

  it.each([
    ['120', '--ceiling 120 has no unit. Did you mean 120MB?'],
    ['1.5', '--ceiling 1.5 has no unit. Did you mean 1.5GB?'],
    ['115343360', '--ceiling 115343360 has no unit. Did you mean 115343360B?'],
    ['-5MB', '--ceiling -5MB is negative. Did you mean 5MB?'],
    ['5MBs', '--ceiling 5MBs has an unknown unit. Known are B, kB, MB, GB, KiB, MiB, GiB.'],
    ['5M', '--ceiling 5M has an unknown unit. Known are B, kB, MB, GB, KiB, MiB, GiB.'],
    ['5constructor', '--ceiling 5constructor has an unknown unit.'],
    ['much', '--ceiling much is not a size. Write a number and a unit: B, kB, MB, GB, KiB, MiB, GiB.'],
    ['', 'is not a size'],
    ['1e9B', 'is not a size'],
    ['InfinityMB', 'is not a size'],
  ])('refuses "%s"', (text, message) => expect(() => parseSize(text, '--ceiling')).toThrow(message));

  it('comes back from every unit', () => {
    const units = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(...Object.entries(units)), (n, [unit, factor]) => {
        expect(parseSize(`${n}${unit}`)).toBe(n * factor);
      }),
    );
  });
});

describe('parseTime', () => {
  it.each([
    ['250ms', 250],
    ['5s', seconds(5)],
    ['1.5m', 90_000],
    ['2min', 120_000],
    ['1h', 3_600_000],
    ['0.5 S', 500],
    ['0s', 0],
  ])('reads %s as %d ms', (text, time) => expect(parseTime(text)).toBe(time));

  it.each([
    ['5', '--duration 5 has no unit. Did you mean 5s?'],
    ['2000', '--duration 2000 has no unit. Did you mean 2000ms?'],
    ['-5', '--duration -5 is negative. Did you mean 5s?'],
    ['5d', '--duration 5d has an unknown unit. Known are ms, s, m, min, h.'],
    ['5 s 3', '--duration 5 s 3 is not a time.'],
  ])('refuses "%s"', (text, message) => expect(() => parseTime(text, '--duration')).toThrow(message));

  it('comes back from every unit', () => {
    const units = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(...Object.entries(units)), (n, [unit, factor]) => {
        expect(parseTime(`${n}${unit}`)).toBe(n * factor);
      }),
    );
  });
});

describe('parsePercent', () => {
  it.each([
    ['99.9', 0.999],
    ['99.9%', 0.999],
    ['100', 1],
    ['99.999 %', 0.99999],
    ['0', 0],
    ['0.5%', 0.005],
  ])('reads %s as %d', (text, share) => expect(parsePercent(text)).toBe(share));

  it.each([
    ['120', '--slo 120 is not a percentage. Give a number from 0 to 100, such as 99.9.'],
    ['-1', '--slo -1 is not a percentage.'],
    ['most', '--slo most is not a percentage.'],
    ['0.999', '--slo 0.999 would be 0.999 percent. Did you mean 99.9%?'],
    ['1', '--slo 1 would be 1 percent. Did you mean 100%?'],
  ])('refuses "%s"', (text, message) => expect(() => parsePercent(text, '--slo')).toThrow(message));

  it('comes back from any share with up to four decimals', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (n) => {
        expect(parsePercent(`${n / 10_000}%`)).toBe(n / 1_000_000);
      }),
    );
  });
});

it('whatever is written, a unit is read to a number that is not negative or refused for the user', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^-?\d{0,4}\.?\d{0,4} ?[a-zA-Z%]{0,3}$/)), (text) => {
      for (const parse of [parseSize, parseTime, parsePercent]) {
        try {
          expect(parse(text)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }
    }),
  );
});
