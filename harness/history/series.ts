import type { Series } from '../record.js';
import { RssTracks } from './rss-tracks.js';
import { Track } from './track.js';

export const mostBuckets = 6_000;
/** Over all lists of a built series, the `null`s before a late pid's first sample included. */
export const mostCells = 300_000;
/** With so few buckets left, memory of short-lived workers is dropped rather than everything made coarser still. */
const leastBuckets = 600;
const lists = 7;

const sum = (a: number, b: number): number => a + b;

/**
 * What was sampled over time, in spans of 100 ms that double whenever the series would pass `mostBuckets` or `mostCells`: counts
 * are added up, of memory and p99 the highest is kept, of listening workers the fewest, of p50 the mean. Where even spans a
 * hundred times longer could not hold every worker's memory, as in a crash loop, the shortest lives are dropped.
 */
export class SeriesBuilder {
  #everyMs = 100;
  #buckets = 0;
  #listeningNow = 0;
  readonly #rss = new RssTracks();
  readonly #answered = new Track(sum);
  readonly #lost = new Track(sum);
  readonly #probesAnswered = new Track(sum);
  readonly #probesFailed = new Track(sum);
  readonly #listening = new Track(Math.min);
  readonly #p99 = new Track(Math.max);
  readonly #p50Sum = new Track(sum);
  readonly #p50Count = new Track(sum);

  answered(atMs: number, count: number): void {
    this.#answered.put(this.#bucket(atMs), count);
  }

  lost(atMs: number, count: number): void {
    this.#lost.put(this.#bucket(atMs), count);
  }

  /** Percentiles of the answers of one moment; `null` where there were none. */
  latency(atMs: number, p50Ms: number | null, p99Ms: number | null): void {
    const bucket = this.#bucket(atMs);
    if (p99Ms !== null) this.#p99.put(bucket, p99Ms);
    if (p50Ms === null) return;
    this.#p50Sum.put(bucket, p50Ms);
    this.#p50Count.put(bucket, 1);
  }

  rss(atMs: number, pid: number, bytes: number): void {
    this.#rss.put(pid, this.#bucket(atMs), bytes);
    this.#fit();
  }

  /** From this moment on so many workers listen. Before the first call none does; calls come in the order of time. */
  listening(atMs: number, count: number): void {
    const bucket = this.#bucket(atMs);
    this.#carryListening(bucket + 1);
    this.#listening.put(bucket, count);
    this.#listeningNow = count;
  }

  probe(atMs: number, outcome: 'answered' | 'failed' | 'void'): void {
    const bucket = this.#bucket(atMs);
    if (outcome === 'answered') this.#probesAnswered.put(bucket, 1);
    if (outcome === 'failed') this.#probesFailed.put(bucket, 1);
  }

  /**
   * The series to the span of `untilMs`, or to the last sample if that is later. May be called as the run goes on: what is
   * built later is the same as if it had not been.
   *
   * @param first the bucket with which every list begins, for whoever has the earlier ones
   */
  build(untilMs: number, first = 0): Series {
    this.#bucket(untilMs);
    const list = <E extends number | null>(track: Track, empty: E): (number | E)[] =>
      track.values(this.#buckets, empty, first);
    const p50Counts = list(this.#p50Count, null);
    return {
      everyMs: this.#everyMs,
      rssBytes: this.#rss.values(first),
      answered: list(this.#answered, 0),
      lost: list(this.#lost, 0),
      listening: this.#listeningFrom(first),
      p50Ms: list(this.#p50Sum, null).map((total, i) => (total === null ? null : total / (p50Counts[i] ?? 1))),
      p99Ms: list(this.#p99, null),
      probesAnswered: list(this.#probesAnswered, 0),
      probesFailed: list(this.#probesFailed, 0),
    };
  }

  /** The bucket of a moment, after making all of them as coarse as it takes to have it. */
  #bucket(atMs: number): number {
    while (Math.floor(atMs / this.#everyMs) >= mostBuckets) this.#coarsen();
    const bucket = Math.max(0, Math.floor(atMs / this.#everyMs));
    this.#buckets = Math.max(this.#buckets, bucket + 1);
    return bucket;
  }

  /** To the end, but without keeping what is carried there: a change of this very span may be heard of later. */
  #listeningFrom(first: number): number[] {
    const values = this.#listening.values(0, 0, first);
    while (values.length < this.#buckets - first) values.push(this.#listeningNow);
    return values;
  }

  #carryListening(buckets: number): void {
    for (let bucket = this.#listening.length; bucket < buckets; bucket += 1) {
      this.#listening.put(bucket, this.#listeningNow);
    }
  }

  #fit(): void {
    while (this.#rss.cells > mostCells - lists * mostBuckets) {
      if (this.#buckets >= 2 * leastBuckets) this.#coarsen();
      else this.#rss.dropShortest();
    }
  }

  #coarsen(): void {
    this.#everyMs *= 2;
    this.#buckets = Math.ceil(this.#buckets / 2);
    this.#rss.coarsen();
    for (const track of [
      this.#answered,
      this.#lost,
      this.#probesAnswered,
      this.#probesFailed,
      this.#listening,
      this.#p99,
      this.#p50Sum,
      this.#p50Count,
    ]) {
      track.coarsen();
    }
  }
}
