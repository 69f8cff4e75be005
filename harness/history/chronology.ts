import type { Phases, RunEvent } from '../record.js';

/**
 * The events up to the target being told to stop, in the order in which they happened. The log holds them in the order in
 * which they were heard, and a worker's own report may come after its primary's. What happens at the same time keeps its order.
 */
export function chronological(events: readonly RunEvent[]): RunEvent[] {
  const sorted = [...events].sort((a, b) => a.atMs - b.atMs);
  const stop = sorted.findIndex(({ kind }) => kind === 'stop-requested');
  return stop === -1 ? sorted : sorted.slice(0, stop);
}

/** Both ends belong to the load. */
export const isDuringLoad = ({ loadFromMs, loadUntilMs }: Phases, atMs: number): boolean =>
  atMs >= loadFromMs && atMs <= loadUntilMs;
