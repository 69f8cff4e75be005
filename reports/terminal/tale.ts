import { count, ms } from '../../harness/words/format.js';
import { name } from './story.js';

/** A worker's way out as far as the events tell, and who comes after it. Times are `atMs` of its events. */
export interface Tale {
  readonly worker: number;
  readonly pid: number;
  /** What happened to it, in the past tense: `crossed 110 MB`, `drained`, `left`. */
  steps: string[];
  servesSinceMs: number | null;
  crossedAtMs: number | null;
  /** Told to go, draining, struck or killed. */
  leaving: boolean;
  exitedAtMs: number | null;
  /** Forked while nobody was in need of a replacement: it may become one. */
  spare: boolean;
  next: Tale | null;
}

export const newTale = (worker: number, pid: number): Tale => ({
  worker,
  pid,
  steps: [],
  servesSinceMs: null,
  crossedAtMs: null,
  leaving: false,
  exitedAtMs: null,
  spare: false,
  next: null,
});

/** `worker 3 (4242) crossed 110 MB → drained → left; worker 5 serves after 71 ms; 4 requests lost` */
export function whole(tale: Tale, lostRequests: number): string {
  const cost = lostRequests === 0 ? '' : `; ${count(lostRequests, 'request')} lost`;
  return `${name(tale)} ${tale.steps.join(' → ')}; ${succession(tale)}${cost}`;
}

function succession({ next, exitedAtMs }: Tale): string {
  if (next === null) return 'no replacement was forked';
  if (next.servesSinceMs === null || exitedAtMs === null)
    return `its replacement, worker ${next.worker}, does not serve`;
  const afterMs = next.servesSinceMs - exitedAtMs;
  return afterMs <= 0 ? `worker ${next.worker} served already` : `worker ${next.worker} serves after ${ms(afterMs)}`;
}

/** It had served, is gone, and nobody serves in its place yet. */
export const isOwed = ({ exitedAtMs, servesSinceMs, next }: Tale): boolean =>
  exitedAtMs !== null && servesSinceMs !== null && (next === null || next.servesSinceMs === null);
