import type { WorkerState } from '../../harness/history/roster.js';
import type { RunEvent } from '../../harness/record.js';
import { eventWords } from './event-words.js';
import type { Picture } from './picture.js';
import { stateAt } from './slots.js';

/** A worker at a moment. */
export interface Presence {
  worker: number;
  pid: number;
  /** The index of its place. */
  slot: number;
  state: WorkerState;
  rssBytes: number | null;
}

/** All that was so at one moment; figures are those of the span of the series around it. */
export interface Moment {
  atMs: number;
  stage: string;
  workers: Presence[];
  /** Places of the cluster that nobody held. */
  vacant: number;
  answered: number;
  lost: number;
  everyMs: number;
  probesAnswered: number;
  probesFailed: number;
  p50Ms: number | null;
  p99Ms: number | null;
  isOutage: boolean;
  /** What happened in that span, in words. */
  happened: string[];
}

/** What was so at `atMs`. */
export function momentOf(picture: Picture, atMs: number): Moment {
  const { series, events, outages } = picture;
  const { everyMs } = series;
  const bucket = Math.max(0, Math.floor(atMs / everyMs));
  const fromMs = bucket * everyMs;
  return {
    atMs,
    stage: stageAt(picture, atMs),
    ...presences(picture, atMs, bucket),
    answered: series.answered[bucket] ?? 0,
    lost: series.lost[bucket] ?? 0,
    everyMs,
    probesAnswered: series.probesAnswered[bucket] ?? 0,
    probesFailed: series.probesFailed[bucket] ?? 0,
    p50Ms: series.p50Ms[bucket] ?? null,
    p99Ms: series.p99Ms[bucket] ?? null,
    isOutage: outages.some((outage) => atMs >= outage.fromMs && atMs < outage.untilMs),
    happened: eventsWithin(events, fromMs, fromMs + everyMs).flatMap((event) => eventWords(event) ?? []),
  };
}

function presences({ slots, series }: Picture, atMs: number, bucket: number): Pick<Moment, 'workers' | 'vacant'> {
  const workers: Presence[] = [];
  let vacant = 0;
  for (const [slot, { incarnations }] of slots.entries()) {
    const before = workers.length;
    for (const incarnation of incarnations) {
      const state = stateAt(incarnation, atMs);
      if (state === null || state === 'dead') continue;
      const { worker, pid } = incarnation;
      workers.push({ worker, pid, slot, state, rssBytes: series.rssBytes[pid]?.[bucket] ?? null });
    }
    if (workers.length === before && (incarnations[0]?.fromMs ?? Infinity) <= atMs) vacant += 1;
  }
  return { workers, vacant };
}

/** The name of the stretch of the load that a moment lies in. */
export function stageAt({ phases }: Picture, atMs: number): string {
  const { loadFromMs, faultFromMs, faultUntilMs, loadUntilMs } = phases;
  if (loadFromMs === null || atMs < loadFromMs) return 'before the load';
  if (loadUntilMs !== null && atMs > loadUntilMs) return 'after the load';
  if (faultFromMs === null || atMs < faultFromMs) return 'steady state';
  return faultUntilMs === null || atMs < faultUntilMs ? 'the fault is on' : 'on the way back';
}

/** The events of a span, by a binary search: a pointer moves often, and a run may have ten thousand of them. */
function eventsWithin(events: readonly RunEvent[], fromMs: number, untilMs: number): RunEvent[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.atMs ?? Infinity) < fromMs) low = middle + 1;
    else high = middle;
  }
  const found: RunEvent[] = [];
  for (let i = low; i < events.length; i += 1) {
    const event = events[i];
    if (event === undefined || event.atMs >= untilMs) break;
    found.push(event);
  }
  return found;
}
