import { type Load, startLoad } from '../../dist/harness/load/load.js';
import type { Bucket, LoadOptions, LoadResult } from '../../harness/load/messages.js';

/** A load in its own process, whose buckets a test can wait for. */
export class WatchedLoad implements AsyncDisposable {
  readonly buckets: Bucket[] = [];
  readonly load: Load;
  startedAtNs: number | undefined;
  #onBucket: () => void = () => {};

  constructor(options: Partial<LoadOptions> & { url: string }) {
    this.load = startLoad(
      { connections: 40, rate: null, timeoutMs: 30_000, bucketMs: 100, atMostMs: 60_000, ...options },
      {
        onStarted: (atNs) => {
          this.startedAtNs = atNs;
        },
        onBucket: (bucket) => {
          this.buckets.push(bucket);
          this.#onBucket();
        },
      },
    );
  }

  /** Waits for the bucket with which `holds` comes true. Fails if the load ends before. */
  async until(holds: () => boolean): Promise<void> {
    const held = new Promise<void>((resolve) => {
      this.#onBucket = () => holds() && resolve();
      this.#onBucket();
    });
    await Promise.race([held, this.load.ended.then(() => Promise.reject(new Error('The load ended too early.')))]);
  }

  /** Waits until so many more requests were answered with 2xx: whatever came before has arrived. */
  async quiet(answers = 2000): Promise<void> {
    const already = this.sum('answered2xx');
    await this.until(() => this.sum('answered2xx') >= already + answers);
  }

  sum(place: 'answered2xx' | 'answeredNon2xx' | 'refused' | 'timedOut' | 'superseded'): number {
    return this.buckets.reduce((sum, bucket) => sum + bucket[place], 0);
  }

  lost(): Bucket['lost'] {
    return this.buckets.flatMap(({ lost }) => lost);
  }

  stop(): Promise<LoadResult> {
    return this.load.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.load[Symbol.asyncDispose]();
  }
}
