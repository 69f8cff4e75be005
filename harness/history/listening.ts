import type { Phases, RunEvent, Supervision } from '../record.js';
import { Roster } from './roster.js';

export type Listening = Pick<
  Supervision,
  'steadyWorkers' | 'fewestListening' | 'fewestAtMs' | 'allBackAtMs' | 'listeningAtEnd' | 'stuckAtEnd'
>;

/**
 * The step function of workers that listen on the tested port, from the start of the load to its end. Exact: a dip counts
 * however short, but what happens at the same moment happens at once. `events` are in the order of time.
 */
export function listeningDuring(events: readonly RunEvent[], port: number, phases: Phases): Listening {
  const { loadFromMs, faultUntilMs, loadUntilMs } = phases;
  const roster = new Roster(port);
  let steadyWorkers = 0;
  let fewestListening = Infinity;
  let fewestAtMs = loadFromMs;
  let allBackAtMs: number | null = null;
  for (const [i, event] of events.entries()) {
    if (event.atMs > loadUntilMs) break;
    roster.apply(event);
    const nextAtMs = events[i + 1]?.atMs ?? Infinity;
    if (nextAtMs === event.atMs || nextAtMs <= loadFromMs) continue;
    const count = roster.serving();
    if (event.atMs <= loadFromMs) steadyWorkers = count;
    if (allBackAtMs === null && nextAtMs > faultUntilMs && count - stuckOf(roster) >= steadyWorkers)
      allBackAtMs = Math.max(event.atMs, faultUntilMs);
    if (count >= fewestListening) continue;
    fewestListening = count;
    fewestAtMs = Math.max(event.atMs, loadFromMs);
  }
  const stuckAtEnd = stuckOf(roster);
  return {
    steadyWorkers,
    fewestListening: Math.min(fewestListening, steadyWorkers),
    fewestAtMs,
    allBackAtMs,
    listeningAtEnd: roster.serving() - stuckAtEnd,
    stuckAtEnd,
  };
}

/** Blocked or stopped, a worker holds its listener and serves nobody; only what was done to it tells. */
const stuckOf = (roster: Roster): number =>
  roster.living().filter(({ state, lethalAtMs }) => state === 'serving' && lethalAtMs !== null).length;
