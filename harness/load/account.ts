import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { Latency } from '../record.js';
import type { Account } from './exchange.js';
import { emptyLedger, type LoadLedger } from './ledger.js';
import type { Bucket } from './messages.js';

/** Latencies are kept in microseconds, to three figures, up to an hour. */
const histogram = (): RecordableHistogram => createHistogram({ lowest: 1, highest: 3_600_000_000, figures: 3 });
const msOf = (us: number): number => us / 1000;

/**
 * The whole load's account, which can be read bucket by bucket. A bucket's counts are what the ledger grew by, so they
 * add up to it; memory stays the same however long the load is.
 */
export class BucketedAccount implements Account {
  readonly ledger: LoadLedger = emptyLedger();
  readonly #clockNs: () => number;
  readonly #ofRun = histogram();
  readonly #ofBucket = histogram();
  #before: LoadLedger = emptyLedger();
  #given: Bucket['given'] = [];
  #lost: Bucket['lost'] = [];

  /** `clockNs` tells the moment on the clock that the harness shares. */
  constructor(clockNs: () => number) {
    this.#clockNs = clockNs;
  }

  onPort(localPort: number, attemptedAtNs: number): void {
    this.#given.push({ localPort, attemptedAtNs });
  }

  onLost(localPort: number, attemptedAtNs: number): void {
    this.#lost.push({ atNs: this.#clockNs(), localPort, attemptedAtNs });
  }

  onAnswered(latencyMs: number): void {
    this.#ofBucket.record(Math.max(1, Math.round(latencyMs * 1000)));
  }

  /** Closes the current bucket, which began at `fromNs`, and begins the next. */
  cut(fromNs: number): Bucket {
    const { ledger } = this;
    const before = this.#before;
    const answered = this.#ofBucket.count > 0;
    const bucket: Bucket = {
      fromNs,
      answered2xx: ledger.answered2xx - before.answered2xx,
      answeredNon2xx: ledger.answeredNon2xx - before.answeredNon2xx,
      refused: ledger.refused - before.refused,
      timedOut: ledger.timedOut - before.timedOut,
      superseded: ledger.superseded - before.superseded,
      given: this.#given,
      lost: this.#lost,
      p50Ms: answered ? msOf(this.#ofBucket.percentile(50)) : null,
      p99Ms: answered ? msOf(this.#ofBucket.percentile(99)) : null,
    };
    this.#before = { ...ledger };
    this.#given = [];
    this.#lost = [];
    if (answered) this.#ofRun.add(this.#ofBucket);
    this.#ofBucket.reset();
    return bucket;
  }

  /** Of all buckets that were cut. All 0 where nothing was answered. */
  latencyMs(): Latency {
    const run = this.#ofRun;
    if (run.count === 0) return { p50: 0, p99: 0, max: 0 };
    return { p50: msOf(run.percentile(50)), p99: msOf(run.percentile(99)), max: msOf(run.max) };
  }
}
