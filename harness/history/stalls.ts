import type { RunEvent } from '../record.js';

/** A span in which the harness stood still, on the clock of the events. */
export interface Stall {
  fromMs: number;
  untilMs: number;
}

/** When the harness stood still, as one process of it or another noticed: in order, and none touches another. */
export function stallsOf(events: readonly RunEvent[]): Stall[] {
  const noticed = events
    .flatMap((event) => (event.kind === 'harness-stalled' ? [stallAt(event.atMs, event.forMs)] : []))
    .sort((a, b) => a.fromMs - b.fromMs);
  const stalls: Stall[] = [];
  for (const stall of noticed) {
    const last = stalls.at(-1);
    if (last === undefined || stall.fromMs > last.untilMs) stalls.push({ ...stall });
    else last.untilMs = Math.max(last.untilMs, stall.untilMs);
  }
  return stalls;
}

const stallAt = (fromMs: number, forMs: number): Stall => ({ fromMs, untilMs: fromMs + forMs });

/** How much of a span was watched: its length without the time in which the harness stood still. */
export function watchedMs(stalls: readonly Stall[], fromMs: number, untilMs: number): number {
  let ms = untilMs - fromMs;
  // From the last one back: what is asked about is mostly of late.
  for (let i = stalls.length - 1; i >= 0; i -= 1) {
    const stall = stalls[i] as Stall;
    if (stall.untilMs <= fromMs) break;
    ms -= Math.max(0, Math.min(stall.untilMs, untilMs) - Math.max(stall.fromMs, fromMs));
  }
  return ms;
}
