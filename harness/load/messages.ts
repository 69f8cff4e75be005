/** What the load's process and the harness tell each other. Counts are of one bucket each, so that neither side keeps a list. */

import type { Latency, Ledger } from '../record.js';
import type { LoadLane } from '../scenario.js';
import type { ProbeEntry } from './probe-log.js';
import type { ProberOptions } from './prober.js';

export interface LoadOptions {
  /** `http://127.0.0.1:4000/path` */
  url: string;
  connections: number;
  /** Requests a second over all connections, evenly spaced; `null` is as fast as they are answered. */
  rate: number | null;
  /** Requests of other kinds to the same server, on connections of their own. */
  also?: readonly LoadLane[];
  /** A request unanswered for this long is `timedOut`. */
  timeoutMs: number;
  /** How often a bucket is sent. */
  bucketMs: number;
  /** A load that nobody stopped for so long fails: its harness stands still, and nobody else would end it. */
  atMostMs: number;
}

/** One span of the load: what ended in it. `fromNs` is `process.hrtime.bigint()` as a number, comparable between processes of one machine. */
export interface Bucket {
  fromNs: number;
  answered2xx: number;
  answeredNon2xx: number;
  refused: number;
  timedOut: number;
  superseded: number;
  /** One entry a connection: which local port the system gave it, and when the attempt to make it began. */
  given: { localPort: number; attemptedAtNs: number }[];
  /** One entry a lost request: when, on the connection with which local port, and when the attempt to make that one began. */
  lost: { atNs: number; localPort: number; attemptedAtNs: number }[];
  p50Ms: number | null;
  p99Ms: number | null;
}

/** The whole load, after its end. */
export interface LoadResult {
  ledger: Omit<Ledger, 'unattributed'>;
  latencyMs: Latency;
}

export type ToLoad = { kind: 'start'; options: LoadOptions; prober: ProberOptions | null } | { kind: 'stop' };
/** What the load tells of itself. */
export type OfLoad =
  | { kind: 'started'; atNs: number }
  | { kind: 'bucket'; bucket: Bucket }
  | { kind: 'finished'; result: LoadResult }
  | { kind: 'failed'; message: string };
/** `up` comes first of all; `probes` before the bucket of its time; and `probed` once, when the last probe has ended. */
export type FromLoad = { kind: 'up' } | OfLoad | { kind: 'probes'; entries: ProbeEntry[] } | { kind: 'probed' };
