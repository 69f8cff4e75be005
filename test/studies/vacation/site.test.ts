import { describe, expect, it } from 'vitest';
import { fortnight, hourMs, momentOf, site, untilSomeoneLooksMs } from '../../../studies/vacation/site.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const dayOf = (seed: number, day: number): number => {
  const first = 24 - site.closesAtHour + (day - 1) * 24;
  return sum(fortnight(seed).requests.slice(first, first + 24));
};

describe('a fortnight', () => {
  it('has an hour for each of its hours, and whole requests in it', () => {
    const { requests, everyMs } = fortnight(1);
    expect([requests.length, everyMs]).toEqual([site.days * 24, hourMs]);
    expect(requests.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
  });

  it('has about as many requests a day as it says, and fewer at the weekend', () => {
    for (const seed of [1, 2, 3]) {
      const [saturday, tuesday] = [dayOf(seed, 1), dayOf(seed, 4)];
      expect(tuesday).toBeGreaterThan(site.requestsPerWorkday * (1 - site.unevenness) - 24);
      expect(tuesday).toBeLessThan(site.requestsPerWorkday * (1 + site.unevenness) + 24);
      expect(saturday).toBeLessThan(site.requestsPerWorkday * site.weekendShare * (1 + site.unevenness) + 24);
    }
  });

  it('is the same for the same seed, and another for another', () => {
    expect(fortnight(7)).toEqual(fortnight(7));
    expect(fortnight(7)).not.toEqual(fortnight(8));
  });
});

it('moments are told by day and hour from the hour on at which the office closes', () => {
  expect(momentOf(0)).toBe('Friday, 18:00');
  expect(momentOf(6.5 * hourMs)).toBe('Saturday, 00:30');
  expect(momentOf(14 * 24 * hourMs)).toBe('Friday, 18:00');
});

it('someone looks at the same hour each day', () => {
  for (const hours of [0, 3, 14.99, 15, 15.01, 200]) {
    const then = hours * hourMs + untilSomeoneLooksMs(hours * hourMs);
    expect(momentOf(then + 1)).toMatch(/, 09:00$/);
  }
});
