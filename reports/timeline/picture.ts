import { deathsOf } from '../../harness/history/deaths.js';
import type { Death, Phases, RunEvent, RunRecord, Series } from '../../harness/record.js';
import type { LiveRun, Stage } from './live-run.js';
import { outagesOf, type Span } from './outages.js';
import { type Slot, slotsOf } from './slots.js';

/** What the page draws of a run, whether it is over or goes on. Times are milliseconds since the run began. */
export interface Picture {
  scenario: string;
  story: string;
  startedAt: string;
  stage: Stage | 'over';
  /** How far the time axis goes: of a run that goes on, to the planned end of the load. */
  untilMs: number;
  /** How far anything is known: to the moment the target was told to stop, or to now. */
  knownUntilMs: number;
  /** The load's planned length. */
  loadMs: number;
  ceilingBytes: number | null;
  /** The name of the fault, once it was armed. */
  fault: string | null;
  /** `null` for what has not begun. */
  phases: { [K in keyof Phases]: number | null };
  primaryPid: number | null;
  slots: Slot[];
  /** In the order of exits. */
  deaths: Death[];
  outages: Span[];
  /** In the order of time. */
  events: RunEvent[];
  series: Series;
}

/** The picture of a run that is over. */
export function pictureOfRecord(record: RunRecord): Picture {
  const { scenario, story, startedAt, settings, phases, deaths, series } = record;
  const events = inTime(record.events);
  const stoppedAtMs = momentOf(events, 'stop-requested') ?? record.durationMs;
  const untilMs = Math.max(stoppedAtMs, phases.loadUntilMs);
  return {
    ...{ scenario, story, startedAt, phases, deaths, events, series, untilMs },
    knownUntilMs: untilMs,
    stage: 'over',
    loadMs: settings.durationMs,
    ceilingBytes: settings.ceilingBytes,
    fault: settings.fault?.name ?? null,
    primaryPid: record.primary.pid,
    slots: slotsOf({ events, port: settings.port, phases, deaths, untilMs }),
    outages: outagesOf(series),
  };
}

/** The picture of a run that goes on, with the deaths as far as the events tell them. */
export function pictureOfLive(run: LiveRun): Picture {
  const { scenario, story, startedAt, stage, atMs, loadMs, ceilingBytes, enforce, series } = run;
  const events = inTime(run.events);
  const launched = events.find((event) => event.kind === 'target-launched');
  const known = {
    loadFromMs: momentOf(events, 'load-started'),
    faultFromMs: momentOf(events, 'fault-armed'),
    faultUntilMs: momentOf(events, 'fault-disarmed'),
    loadUntilMs: momentOf(events, 'load-stopped'),
  };
  const open = Number.MAX_VALUE;
  const phases: Phases = {
    loadFromMs: known.loadFromMs ?? open,
    faultFromMs: known.faultFromMs ?? open,
    faultUntilMs: known.faultUntilMs ?? open,
    loadUntilMs: known.loadUntilMs ?? open,
  };
  const port = launched?.port ?? 0;
  const knownUntilMs = momentOf(events, 'stop-requested') ?? atMs;
  const deaths = deathsOf({
    ...{ events, port, phases, enforce },
    lastRssBytes: (pid) => series.rssBytes[pid]?.findLast((sample) => sample !== null) ?? null,
    lostByWorker: lostByWorker(events),
  });
  return {
    ...{ scenario, story, startedAt, stage, knownUntilMs, loadMs, ceilingBytes, deaths, events, series },
    untilMs: Math.max(knownUntilMs, (known.loadFromMs ?? knownUntilMs) + (known.loadUntilMs === null ? loadMs : 0)),
    fault: events.find((event) => event.kind === 'fault-armed')?.fault ?? null,
    phases: known,
    primaryPid: launched?.pid ?? null,
    slots: slotsOf({ events, port, phases, deaths, untilMs: knownUntilMs }),
    outages: outagesOf(series),
  };
}

/** The log holds events in the order in which they were heard. */
const inTime = (events: readonly RunEvent[]): RunEvent[] => [...events].sort((a, b) => a.atMs - b.atMs);

const momentOf = (events: readonly RunEvent[], kind: RunEvent['kind']): number | null =>
  events.find((event) => event.kind === kind)?.atMs ?? null;

/** As charged while the run goes on: to the worker that held the connection. The record's own attribution is finer. */
function lostByWorker(events: readonly RunEvent[]): Map<number, number> {
  const workerOf = new Map<number, number>();
  const lost = new Map<number, number>();
  for (const event of events) {
    if (event.kind === 'worker-forked') workerOf.set(event.pid, event.worker);
    if (event.kind !== 'requests-lost' || event.pid === null) continue;
    const worker = workerOf.get(event.pid);
    if (worker !== undefined) lost.set(worker, (lost.get(worker) ?? 0) + event.count);
  }
  return lost;
}
