/** Sizes, times and shares as people write them, to bytes, milliseconds and fractions. */

import { UsageError } from '../usage-error.js';

export const kib = (n: number): number => n * 1024;
export const mib = (n: number): number => n * 1024 ** 2;
export const gib = (n: number): number => n * 1024 ** 3;
export const seconds = (n: number): number => n * 1000;
export const minutes = (n: number): number => n * 60_000;

const sizes = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, KiB: kib(1), MiB: mib(1), GiB: gib(1) };
const times = { ms: 1, s: seconds(1), m: minutes(1), min: minutes(1), h: minutes(60) };

/**
 * `'120MB'`, `'1.5 GB'`, `'110MiB'` → whole bytes. Upper and lower case are the same.
 *
 * @param of what the size is of, named in the message: `--ceiling`
 * @throws UsageError without a unit, with an unknown one, or for anything that is not a size
 */
export function parseSize(text: string, of = 'size'): number {
  return Math.round(read(text, of, 'a size', sizes, (n) => (n < 16 ? 'GB' : n < 1e5 ? 'MB' : 'B')));
}

/**
 * `'250ms'`, `'5s'`, `'1.5min'`, `'2h'` → milliseconds.
 *
 * @param of what the time is of, named in the message: `--duration`
 * @throws UsageError without a unit, with an unknown one, or for anything that is not a time
 */
export function parseTime(text: string, of = 'time'): number {
  return read(text, of, 'a time', times, (n) => (n < 500 ? 's' : 'ms'));
}

/**
 * `'99.9'` or `'99.9%'` → 0.999. A bare number up to 1 is refused, because it was probably meant as a fraction;
 * `'0.5%'` says that it was not.
 *
 * @param of what the share is of, named in the message: `--slo`
 * @throws UsageError outside 0 to 100, or for anything that is not a percentage
 */
export function parsePercent(text: string, of = 'percentage'): number {
  const [, digits = '', sign] = /^(\d*\.?\d+)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = Number(digits);
  if (digits === '' || value > 100) {
    throw new UsageError(`${of} ${text} is not a percentage. Give a number from 0 to 100, such as 99.9.`);
  }
  if (value > 0 && value <= 1 && sign === '') {
    throw new UsageError(`${of} ${text} would be ${value} percent. Did you mean ${hundredth(value * 1e4)}%?`);
  }
  return hundredth(value);
}

/** A hundredth without the noise of binary fractions: 99.9 / 100 is 0.9990000000000001. */
const hundredth = (n: number): number => Number((n / 100).toPrecision(12));

function read(
  text: string,
  of: string,
  kind: string,
  units: Record<string, number>,
  usual: (n: number) => string,
): number {
  const known = Object.keys(units);
  const [, sign, digits = '', unit = ''] = /^(-?)(\d*\.?\d+)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const value = Number(digits);
  if (digits === '' || !Number.isFinite(value * 1e12))
    throw new UsageError(`${of} ${text} is not ${kind}. Write a number and a unit: ${known.join(', ')}.`);
  if (sign === '-') throw new UsageError(`${of} ${text} is negative. Did you mean ${digits}${unit || usual(value)}?`);
  if (unit === '') throw new UsageError(`${of} ${text} has no unit. Did you mean ${digits}${usual(value)}?`);
  const name = known.find((each) => each.toLowerCase() === unit.toLowerCase());
  const factor = name === undefined ? undefined : units[name];
  if (factor === undefined) throw new UsageError(`${of} ${text} has an unknown unit. Known are ${known.join(', ')}.`);
  return value * factor;
}
