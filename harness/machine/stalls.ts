import { every } from '../ceiling/every.js';
import { stallMs } from '../load/schedule.js';

/** What held this process up. */
export interface Stalls {
  /** The share of the time since the beginning in which it was held up, from 0 to 1; ends the watch. */
  stop(): number;
}

/** Looks each `everyMs` whether this process was woken in time, and tells of each time that it was not, when it has passed. */
export function watchStalls(everyMs: number, onStall: (forMs: number) => void): Stalls {
  const beganMs = performance.now();
  let stalledMs = 0;
  const stop = every(everyMs, (lateMs) => {
    if (lateMs <= stallMs) return;
    stalledMs += lateMs;
    onStall(lateMs);
  });
  return {
    stop() {
      stop();
      return Number(Math.min(1, stalledMs / (performance.now() - beganMs)).toFixed(4));
    },
  };
}
