import { smallRecord } from '../../harness/history/small-record.js';
import type { RunEvent, RunRecord, Series } from '../../harness/record.js';
import type { LiveMessage, LiveNews, LiveRun, Stage } from '../timeline/live-run.js';

/** How a run stands at one moment, as the harness tells it about ten times a second. */
export interface LiveProgress {
  atMs: number;
  elapsedMs: number;
  durationMs: number;
  phase: Stage;
  ceilingBytes: number | null;
  answered: number;
  lost: number;
  series(first?: number): Series;
}

/** What the scenario says of a run before it starts. */
export interface LiveScenario {
  name: string;
  story: string;
  enforce: LiveRun['enforce'];
}

/** Above this many events the frequent kinds are thinned out, as in the record of a long run. */
export const mostEvents = 20_000;
/**
 * How far back news reach: a probe is put where it was meant to be sent, and its failure is known only when its time is over.
 */
const settledAfterMs = 5000;

const nothing: Series = {
  everyMs: 100,
  rssBytes: {},
  answered: [],
  lost: [],
  listening: [],
  p50Ms: [],
  p99Ms: [],
  probesAnswered: [],
  probesFailed: [],
};

/**
 * One run as the live page is told of it: all so far for a page that comes in, news for those that are there. Keeps the events
 * and no series: those it asks the harness for, and only while somebody looks.
 */
export class LiveFeed {
  readonly #scenario: LiveScenario;
  readonly #startedAt: string;
  #events: RunEvent[] = [];
  /** So many of the events were told already. */
  #told = 0;
  #progress: LiveProgress | null = null;
  #everyMs = nothing.everyMs;
  #mustRetell = false;
  #end: Extract<LiveMessage, { kind: 'record' | 'broken-off' }> | null = null;

  /** @param startedAt ISO 8601 */
  constructor(scenario: LiveScenario, startedAt: string) {
    this.#scenario = scenario;
    this.#startedAt = startedAt;
  }

  get isOver(): boolean {
    return this.#end !== null;
  }

  event(event: RunEvent): void {
    this.#events.push(event);
    if (this.#events.length <= mostEvents) return;
    this.#events = smallRecord([], this.#events).events;
    // Those who were told of events that are gone would have more than whoever comes now.
    this.#mustRetell = true;
  }

  progress(progress: LiveProgress): void {
    this.#progress = progress;
  }

  finish(record: RunRecord): void {
    this.#end = { kind: 'record', record };
    this.#forget();
  }

  /** The run ends without a record. */
  breakOff(reason: string): void {
    this.#end = { kind: 'broken-off', reason };
    this.#forget();
  }

  /** All there is, for a page that comes in. */
  soFar(): LiveMessage {
    if (this.#end !== null) return this.#end;
    const { name, story, enforce } = this.#scenario;
    const series = this.#progress?.series() ?? nothing;
    const run: LiveRun = {
      ...{ scenario: name, story, enforce, startedAt: this.#startedAt, series },
      ...this.#now(),
      events: this.#events,
    };
    return { kind: 'run', run };
  }

  /** What is new since the last call, or all there is where news would not do. */
  news(): LiveMessage {
    if (this.#end !== null) return this.#end;
    const now = this.#now();
    const fromBucket = Math.max(0, Math.floor((now.atMs - settledAfterMs) / this.#everyMs));
    const series = this.#progress?.series(fromBucket) ?? nothing;
    const fromEvent = this.#told;
    const events = this.#events.slice(fromEvent);
    const isCoarser = series.everyMs !== this.#everyMs;
    const mustRetell = this.#mustRetell || isCoarser;
    this.#everyMs = series.everyMs;
    this.#told = this.#events.length;
    this.#mustRetell = false;
    return mustRetell ? this.soFar() : { kind: 'news', news: { ...now, events, fromEvent, series, fromBucket } };
  }

  #now(): Omit<LiveNews, 'events' | 'fromEvent' | 'series' | 'fromBucket'> {
    const { phase = 'starting', atMs = 0, durationMs = 0, elapsedMs = 0, ceilingBytes = null } = this.#progress ?? {};
    const { answered = 0, lost = 0 } = this.#progress ?? {};
    return { stage: phase, atMs, loadMs: durationMs, loadedMs: elapsedMs, ceilingBytes, answered, lost };
  }

  #forget(): void {
    this.#events = [];
    this.#progress = null;
  }
}
