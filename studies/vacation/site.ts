import { randomFrom } from './random.js';
import type { Traffic } from './simulate.js';

/** The site that is left alone. These are assumptions, and printed as such. */
export const site = {
  days: 14,
  /** The office closes on a Friday at this hour. */
  closesAtHour: 18,
  requestsPerWorkday: 20_000,
  weekendShare: 0.6,
  /** A day has up to so much more or less than it should. */
  unevenness: 0.2,
  /** Memory at which a worker must go, in a cluster. */
  ceilingBytes: 200e6,
  /** What the primary and the system need beside the workers. */
  otherBytes: 112e6,
  /** When someone looks at it, in the story in which someone does. */
  looksAtHour: 9,
} as const;

/** The requests of each hour of a day, from midnight on, in thousandths of the day's. */
const dailyCurve = [9, 5, 4, 3, 4, 8, 18, 34, 50, 58, 60, 61, 64, 60, 56, 55, 56, 58, 62, 72, 80, 66, 38, 19];

export const hourMs = 3_600_000;

/** Hours and minutes of a moment: `Saturday, 09:05`. */
export function momentOf(atMs: number): string {
  const hours = site.closesAtHour + atMs / hourMs;
  const minutes = Math.floor((hours % 1) * 60);
  const clock = `${String(Math.floor(hours) % 24).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return `${weekdays[Math.floor(hours / 24) % 7]}, ${clock}`;
}

// The first day is a Friday.
const weekdays = ['Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday'];
const isWeekend = (day: number): boolean => day % 7 === 1 || day % 7 === 2;

/** The beginning of each day, from the moment the office closes. */
export const midnights = Array.from({ length: site.days }, (_, i) => ({
  atMs: ((i + 1) * 24 - site.closesAtHour) * hourMs,
  weekday: weekdays[(i + 1) % 7] ?? '',
}));

/** From a moment to the next time someone looks. */
export function untilSomeoneLooksMs(atMs: number): number {
  const hour = site.closesAtHour + atMs / hourMs;
  return ((site.looksAtHour - (hour % 24) + 24) % 24) * hourMs;
}

/** The requests of each hour, from the moment the office closes. The same for the same seed. */
export function fortnight(seed: number, requestsPerWorkday: number = site.requestsPerWorkday): Traffic {
  const random = randomFrom(seed);
  const ofDay = Array.from({ length: site.days + 1 }, (_, day) => {
    const uneven = 1 + (2 * random() - 1) * site.unevenness;
    return requestsPerWorkday * uneven * (isWeekend(day) ? site.weekendShare : 1);
  });
  const requests = Array.from({ length: site.days * 24 }, (_, i) => {
    const hour = site.closesAtHour + i;
    return Math.round(((ofDay[Math.floor(hour / 24)] ?? 0) * (dailyCurve[hour % 24] ?? 0)) / 1000);
  });
  return { everyMs: hourMs, requests };
}
