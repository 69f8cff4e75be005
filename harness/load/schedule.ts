/** The prober's timetable, and what it means to be behind it. Pure; every `…Ns` is `process.hrtime.bigint()` as a number. */

export const nsPerMs = 1e6;

/**
 * Behind its own plan by more than this, the harness has stalled, and what it saw meanwhile says nothing of the target.
 * Measured with a wake-up every 10 ms beside autocannon (40 connections) and two saturated workers on two cores, 2,000
 * wake-ups each: late by 1 ms at p50 and 5 ms at p99, by 9 ms at most; by 14 ms at most with a worker killed every 500 ms.
 */
export const stallMs = 25;

/** A probe sent later than this after its intended time counts as `late`. */
export const lateMs = 5;

/** Evenly spaced intended times: the n-th, counted from 0, is `firstNs + n × everyNs`, whatever became of those before. */
export interface Schedule {
  readonly firstNs: number;
  readonly everyNs: number;
}

export function scheduleFrom(firstNs: number, everyMs: number): Schedule {
  return { firstNs, everyNs: Math.round(everyMs * nsPerMs) };
}

export function intendedNs({ firstNs, everyNs }: Schedule, n: number): number {
  return firstNs + n * everyNs;
}

/** How many intended times have come by `nowNs`: those numbered below it are due. */
export function dueBy({ firstNs, everyNs }: Schedule, nowNs: number): number {
  return nowNs < firstNs ? 0 : Math.floor((nowNs - firstNs) / everyNs) + 1;
}

/** Whether something planned for `plannedNs` and reached at `nowNs` shows that this process was held up. */
export function isStall(plannedNs: number, nowNs: number): boolean {
  return nowNs - plannedNs > stallMs * nsPerMs;
}
