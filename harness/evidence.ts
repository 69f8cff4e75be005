import { ceilingHistoryOf } from './history/ceiling-history.js';
import { deathsOf } from './history/deaths.js';
import { livesOf } from './history/lives.js';
import { primaryHistoryOf } from './history/primary-history.js';
import type { Life } from './history/roster.js';
import { smallRecord } from './history/small-record.js';
import { stallsOf } from './history/stalls.js';
import { supervisionOf } from './history/supervision.js';
import { throughputOf } from './history/throughput.js';
import type { LoadResult } from './load/messages.js';
import type { Observation } from './observation.js';
import type { Contention, Evidence, Expectation, Phases, Prober, RunEvent, Settings, Shutdown } from './record.js';
import { schema } from './record.js';
import type { Scenario } from './scenario.js';

/** Everything that was seen of a run, raw. */
export interface Seen {
  scenario: Scenario;
  settings: Settings;
  expectation: Expectation | null;
  environment: Evidence['environment'];
  startedAt: Date;
  durationMs: number;
  events: readonly RunEvent[];
  observation: Observation;
  phases: Phases;
  primaryPid: number;
  /** `null` where the load failed: its requests are not accounted for. */
  load: LoadResult | null;
  prober: Prober;
  contention: Omit<Contention, 'longestStallMs'>;
  shutdown: Shutdown;
  lastRss(pid: number): number | null;
  peakRss(pid: number): number | null;
  reforkWithinMs: number | undefined;
  /** How far a worker may be over the ceiling, as a share of it. */
  overBy: number | undefined;
  stderr: readonly string[];
  doubts: readonly string[];
  notes: readonly string[];
}

const nothingSent: LoadResult = {
  ledger: {
    sent: 0,
    answered2xx: 0,
    answeredNon2xx: 0,
    lost: 0,
    timedOut: 0,
    superseded: 0,
    inFlight: 0,
    oldestInFlightMs: 0,
    refused: 0,
    unmade: 0,
    autocannonErrors: 0,
  },
  latencyMs: { p50: 0, p99: 0, max: 0 },
};

/** What was seen, put together into what the judges see. Pure. */
export function gatherEvidence(seen: Seen): Evidence {
  const { scenario, settings, phases, observation, lastRss, peakRss } = seen;
  const { port, enforce, ceilingBytes } = settings;
  const allowedBytes = (ceilingBytes ?? Infinity) * (1 + (seen.overBy ?? Infinity));
  const events = [...seen.events].sort((a, b) => a.atMs - b.atMs);
  const lives = livesOf(events, port);
  const { byWorker, unattributed } = observation.losses.attribute(lives);
  const deaths = deathsOf({ events, port, phases, enforce, lastRssBytes: lastRss, lostByWorker: byWorker });
  const series = observation.series.build(phases.loadUntilMs);
  const { ledger, latencyMs } = seen.load ?? nothingSent;
  const struck = events.filter((event) => event.kind === 'fault-struck');
  return {
    schema,
    scenario: scenario.name,
    story: scenario.story,
    startedAt: seen.startedAt.toISOString(),
    durationMs: seen.durationMs,
    environment: seen.environment,
    settings,
    expectation: seen.expectation,
    doubts: [...seen.doubts],
    notes: [...seen.notes],
    phases,
    ledger: { ...ledger, unattributed },
    latencyMs,
    prober: seen.prober,
    supervision: supervisionOf(events, port, phases, deaths, seen.reforkWithinMs),
    ceiling: ceilingHistoryOf(events, settings, phases, peakRss, allowedBytes),
    primary: { ...primaryHistoryOf(events, phases, observation.primarySamples.all), pid: seen.primaryPid },
    throughput: throughputOf(observation.answerSpans.all, phases),
    contention: { ...seen.contention, longestStallMs: longestStallMs(events) },
    shutdown: seen.shutdown,
    fault: {
      struckWorkers: new Set(struck.map(({ worker }) => worker)).size,
      sparedWorkers: lives.filter((life) => life.struckAtMs === null && servedThroughout(life, phases)).length,
      struckPrimary: events.filter(({ kind }) => kind === 'primary-struck').length,
      lethal: struck.filter(({ lethal }) => lethal).length,
    },
    stderr: [...seen.stderr],
    ...smallRecord(deaths, events),
    series,
  };
}

const longestStallMs = (events: readonly RunEvent[]): number =>
  stallsOf(events).reduce((longest, { fromMs, untilMs }) => Math.max(longest, untilMs - fromMs), 0);

const servedThroughout = ({ listeningAtMs, closedAtMs, exitedAtMs }: Life, phases: Phases): boolean =>
  listeningAtMs !== null &&
  listeningAtMs <= phases.loadFromMs &&
  [closedAtMs, exitedAtMs].every((endMs) => endMs === null || endMs > phases.loadUntilMs);
