import type { Sampler } from './ceiling/sample.js';
import { Losses } from './history/attribution.js';
import { BothEnds } from './history/both-ends.js';
import type { PrimarySample } from './history/primary-history.js';
import { Roster, type WorkerState } from './history/roster.js';
import { SeriesBuilder } from './history/series.js';
import type { AnswerSpan } from './history/throughput.js';
import type { Bucket } from './load/messages.js';
import type { Series } from './record.js';
import type { Recorder } from './recorder.js';
import type { Lifetime } from './target/holders.js';

/** What a run looks like at one moment, for those who watch it. */
export interface Progress {
  /** Since the run began. */
  atMs: number;
  elapsedMs: number;
  /** Of the whole load. */
  durationMs: number;
  phase: 'starting' | 'steady' | 'fault' | 'recovery' | 'stopping';
  ceilingBytes: number | null;
  workers: { worker: number; pid: number; ageMs: number; rssBytes: number | null; state: WorkerState }[];
  answered: number;
  lost: number;
  answeredPerS: number;
  /** What was sampled so far, every list from this bucket on (0 unless given). Costs as much as it has buckets. */
  series(first?: number): Series;
}

/** `lifetime` is its connection's, from the attempt to the loss, on the clock on which agents tell of connections. */
interface LostRequest {
  localPort: number;
  lifetime: Lifetime;
}

/** Who had which connection. */
export interface Connections {
  /** The worker that accepted the connection that the load had from a local port in a lifetime, if known. */
  holderOf(clientPort: number, lifetime: Lifetime): number | null;
  /** The system gave this local port to a connection of ours, the attempt to make which began at `atMs`. */
  given(clientPort: number, atMs: number): void;
}

const tellEveryMs = 100;
/** A minute, at ten a second: of stretches that are compared and take longer, that much tells as well. */
const samplesOfEachEnd = 600;

/** How the run tells its progress. */
export interface TellingProgress extends Disposable {
  phase: Progress['phase'];
  ceilingBytes: number | null;
}

/** Collects what load, prober and guard see, in memory that stays flat however long the run is. */
export class Observation {
  readonly roster: Roster;
  readonly series = new SeriesBuilder();
  readonly losses = new Losses();
  readonly primarySamples = new BothEnds<PrimarySample>(samplesOfEachEnd);
  readonly answerSpans = new BothEnds<AnswerSpan>(samplesOfEachEnd);
  readonly lastRss = new Map<number, number>();
  answered = 0;
  answeredPerS = 0;
  /** Lost on connections that no worker had claimed when they were told of. */
  #unclaimed: LostRequest[] = [];

  constructor(
    readonly recorder: Recorder,
    port: number,
    readonly connections: Connections,
  ) {
    this.roster = new Roster(port);
    let serving = 0;
    recorder.follow((event) => {
      this.roster.apply(event);
      if (this.roster.serving() === serving) return;
      serving = this.roster.serving();
      this.series.listening(event.atMs, serving);
    });
  }

  /** The most memory that any living worker has now, or `null` if none could be sampled. */
  highestRss(sampler: Sampler): number | null {
    const samples = this.roster.living().map(({ pid }) => sampler.rssBytes(pid) ?? 0);
    return Math.max(0, ...samples) || null;
  }

  /** Tells `listener` ten times a second how things stand, until disposed of. Phase and ceiling are for the run to set. */
  tellProgress(durationMs: number, listener: ((progress: Progress) => void) | undefined): TellingProgress {
    const told: TellingProgress = {
      phase: 'starting',
      ceilingBytes: null,
      [Symbol.dispose]: () => clearInterval(timer),
    };
    let loadFromMs: number | null = null;
    const timer = setInterval(() => {
      const nowMs = this.recorder.nowMs();
      if (told.phase !== 'starting') loadFromMs ??= nowMs;
      listener?.({
        atMs: nowMs,
        elapsedMs: loadFromMs === null ? 0 : nowMs - loadFromMs,
        durationMs,
        phase: told.phase,
        ceilingBytes: told.ceilingBytes,
        workers: this.roster.living().map(({ worker, pid, forkedAtMs, state }) => ({
          ...{ worker, pid, state },
          ageMs: nowMs - forkedAtMs,
          rssBytes: this.lastRss.get(pid) ?? null,
        })),
        answered: this.answered,
        lost: this.losses.total + this.#unclaimed.length,
        answeredPerS: this.answeredPerS,
        series: (first) => this.series.build(nowMs, first),
      });
    }, tellEveryMs);
    return told;
  }

  /** Takes in a look at the primary. */
  primary(sample: PrimarySample): void {
    this.primarySamples.add(sample);
  }

  /** Takes in a sample of a worker's memory. */
  rss(atMs: number, pid: number, rssBytes: number): void {
    this.lastRss.set(pid, rssBytes);
    this.series.rss(atMs, pid, rssBytes);
  }

  /** Takes in that a connection of the load or the prober got this local port; the attempt to make it began at `atMs`. */
  portGiven(localPort: number, atMs: number): void {
    this.connections.given(localPort, atMs);
  }

  /** Takes in what ended in one span of the load. */
  bucket(bucket: Bucket, bucketMs: number): void {
    const atMs = this.recorder.atMs(bucket.fromNs / 1e6);
    const answered = bucket.answered2xx + bucket.answeredNon2xx;
    this.answered += answered;
    this.answeredPerS = (answered * 1000) / bucketMs;
    this.#span(atMs, bucketMs, answered);
    this.series.answered(atMs, answered);
    this.series.latency(atMs, bucket.p50Ms, bucket.p99Ms);
    for (const { localPort, attemptedAtNs } of bucket.given) this.portGiven(localPort, attemptedAtNs / 1e6);
    const lost = bucket.lost.map(({ atNs, localPort, attemptedAtNs }) => ({
      localPort,
      lifetime: { sinceMs: attemptedAtNs / 1e6, untilMs: atNs / 1e6 },
    }));
    for (const { lifetime } of lost) this.series.lost(this.recorder.atMs(lifetime.untilMs), 1);
    this.#charge([...this.#unclaimed.map((each) => ({ ...each, asked: true as const })), ...lost]);
  }

  /** A span of the load lasts until the next one begins: one in which the load was held up is longer than the others. */
  #span(fromMs: number, lengthMs: number, count: number): void {
    const before = this.answerSpans.all.at(-1);
    if (before !== undefined) before.untilMs = fromMs;
    this.answerSpans.add({ fromMs, untilMs: fromMs + lengthMs, count });
  }

  /** Charges what is left to be charged: to be called once no more is lost. */
  settle(): void {
    this.#charge(this.#unclaimed.map((each) => ({ ...each, asked: true as const })));
  }

  /**
   * A worker's word for a connection and the load's for its loss come by different ways, and the load's may be read first, though
   * it was written last. So one that no worker has claimed is asked for again a bucket later, by when all that was written is read.
   */
  #charge(lost: readonly (LostRequest & { asked?: true })[]): void {
    this.#unclaimed = [];
    const byHolder = new Map<number | null, { count: number; sinceMs: number }>();
    for (const { localPort, lifetime, asked } of lost) {
      const holder = this.connections.holderOf(localPort, lifetime);
      if (holder === null && asked === undefined) {
        this.#unclaimed.push({ localPort, lifetime });
        continue;
      }
      const lostAtMs = this.recorder.atMs(lifetime.untilMs);
      this.losses.add(lostAtMs, holder);
      const before = byHolder.get(holder) ?? { count: 0, sinceMs: lostAtMs };
      byHolder.set(holder, { count: before.count + 1, sinceMs: Math.min(before.sinceMs, lostAtMs) });
    }
    for (const [pid, { count, sinceMs }] of byHolder)
      this.recorder.record({ kind: 'requests-lost', pid, count }, sinceMs);
  }
}
