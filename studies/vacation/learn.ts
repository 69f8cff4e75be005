import type { Death, EventOf, RunEvent, RunRecord } from '../../harness/index.js';
import { mean, median, sum } from './numbers.js';
import type { Departure, Traffic } from './simulate.js';

/** What one short run under a leak teaches. */
export interface Lesson {
  workers: number;
  /** What was leaked on purpose for each request. */
  leakedBytes: number;
  /** A worker that has just booted. */
  bootBytes: number;
  /** One that is warm and has leaked nothing yet: half of the time it had less. Its peaks are garbage. */
  warmBytes: number;
  /** The most that each worker came to while it leaked. */
  highestBytes: readonly number[];
  ceilingBytes: number;
  lookEveryMs: number;
  /** What reached the server while it leaked. */
  traffic: Traffic;
  /** Workers told to go meanwhile. */
  recycles: number;
  /** How they went, as far as the run saw it to the end. */
  departures: Departure[];
}

/** What a run teaches, or the sentence that says what is missing. */
export function learnFrom(record: RunRecord): Lesson | string {
  const { settings, phases, series, events } = record;
  const { ceilingBytes, bootRssBytes, workers, connections, sampleEveryMs, fault } = settings;
  const leakedBytes = (fault?.options as { bytesPerRequest?: number } | undefined)?.bytesPerRequest;
  if (ceilingBytes === null || bootRssBytes === null) return 'It has no ceiling, or its memory could not be seen.';
  if (leakedBytes === undefined) return 'It does not tell how much was leaked for each request.';
  const first = Math.ceil(phases.faultFromMs / series.everyMs);
  const end = Math.floor(phases.faultUntilMs / series.everyMs);
  const requests = series.answered.slice(first, end).map((n, i) => n + (series.probesAnswered[first + i] ?? 0));
  const memory = memoryOfWorkers(record);
  const warm = memory.map((samples) => seenIn(samples.slice(0, first))).filter((samples) => samples.length > 0);
  if (warm.length === 0 || sum(requests) === 0)
    return 'Nothing was answered, or no worker was seen before the leak began.';
  return {
    ...{ workers, leakedBytes, ceilingBytes, lookEveryMs: sampleEveryMs },
    bootBytes: bootRssBytes,
    warmBytes: Math.max(bootRssBytes, mean(warm.map(median))),
    // One that never came to as much as it takes to boot was still booting when the leak ended.
    highestBytes: memory.map((samples) => highest(samples.slice(0, end))).filter((bytes) => bytes >= bootRssBytes),
    traffic: { everyMs: series.everyMs, requests, connections },
    recycles: toldToGo(record).filter(({ atMs }) => atMs >= phases.faultFromMs && atMs <= phases.faultUntilMs).length,
    departures: record.deaths.map((death) => departureOf(death, events)).filter((departure) => departure !== null),
  };
}

/** The samples of each worker, without those of the primary. */
function memoryOfWorkers({ series, primary }: RunRecord): (number | null)[][] {
  return Object.entries(series.rssBytes).flatMap(([pid, samples]) => (Number(pid) === primary.pid ? [] : [samples]));
}

const seenIn = (samples: readonly (number | null)[]): number[] => samples.filter((sample) => sample !== null);

const highest = (samples: readonly (number | null)[]): number => Math.max(0, ...seenIn(samples));

type Told = EventOf<'worker-recycled' | 'worker-killed' | 'ceiling-crossed'>;

/** Each worker once, when it was told to go; where the harness tells nobody, when it crossed the ceiling. */
function toldToGo({ events, settings }: RunRecord): Told[] {
  const kinds: readonly RunEvent['kind'][] =
    settings.enforce === 'harness' ? ['worker-recycled', 'worker-killed'] : ['ceiling-crossed'];
  const told = new Map<number, Told>();
  for (const event of events) {
    if (kinds.includes(event.kind) && 'worker' in event && !told.has(event.worker))
      told.set(event.worker, event as Told);
  }
  return [...told.values()];
}

/** `null` for a death that was not at the ceiling, or whose replacement the run did not live to see. */
function departureOf({ worker, atMs, lostRequests }: Death, events: readonly RunEvent[]): Departure | null {
  const toldAtMs = atMs.recycle ?? atMs.ceiling;
  if (toldAtMs === null || atMs.listening === null) return null;
  const closed = events.find((event) => event.kind === 'worker-closed' && event.worker === worker);
  return {
    closesAfterMs: Math.max(0, Math.min(closed?.atMs ?? atMs.exit, atMs.exit) - toldAtMs),
    replacedAfterMs: Math.max(0, atMs.listening - toldAtMs),
    lostRequests,
  };
}
