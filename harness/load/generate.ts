import { BucketedAccount } from './account.js';
import { type AutocannonOptions, autocannon } from './autocannon.js';
import { Deadlines } from './deadlines.js';
import { type Account, Exchange } from './exchange.js';
import { atOnce, type Manner, MendedClient } from './mended-client.js';
import type { LoadOptions, OfLoad } from './messages.js';
import { Pacer } from './pacer.js';
import { Spans } from './spans.js';

/** autocannon wants an end. Above 2³¹ ms its timer would fire at once. */
const endlessS = 2_000_000;
/** How often autocannon looks whether it is over, once its clients are gone. At its default that takes up to a second. */
const lookEveryMs = 100;

const clockNs = (): number => Number(process.hrtime.bigint());

/** A load that runs until it is stopped. */
export interface Generator {
  /** Sends nothing from now on. What is unanswered at this moment is in flight, and `finished` follows within 200 ms. */
  stop(): void;
}

/** One run of autocannon's: requests of one kind. */
interface Lane extends Pick<AutocannonOptions, 'url' | 'method' | 'body' | 'headers' | 'connections'> {
  rate: number | null;
  manner: Manner;
  account: Account;
}

/** The main requests, and those beside them: in the same ledger, but without a say in the latency. */
function lanesOf({ url, connections, rate, also = [] }: LoadOptions, account: Account): Lane[] {
  const beside: Account = {
    ledger: account.ledger,
    onPort: (localPort, attemptedAtNs) => account.onPort(localPort, attemptedAtNs),
    onLost: (localPort, attemptedAtNs) => account.onLost(localPort, attemptedAtNs),
    onAnswered() {},
  };
  return [
    { url, connections, rate, manner: 'keeps its connection', account },
    ...also.map(
      ({ path, method, bodyBytes, newConnections, connections, rate = null }): Lane => ({
        url: new URL(path, url).href,
        ...(method !== undefined && { method }),
        ...(newConnections === true && { headers: { connection: 'close' } }),
        manner: newConnections === true ? 'comes anew' : 'keeps its connection',
        ...(bodyBytes !== undefined && { body: Buffer.alloc(bodyBytes, 'x') }),
        ...{ connections, rate, account: beside },
      }),
    ),
  ];
}

/**
 * Loads the server with autocannon, and tells what becomes of each request: `started` once, a `bucket` each `bucketMs`
 * and a last one at the end, then `finished`; or `failed` if autocannon does not take the options. Calls `meanwhile` after each
 * answer.
 */
export function generate(
  options: LoadOptions,
  tell: (message: OfLoad) => void,
  meanwhile: () => void = () => {},
): Generator {
  const account = new BucketedAccount(clockNs);
  const clients: MendedClient[] = [];
  const pacers: Pacer[] = [];
  const deadlines = new Deadlines(clients, options.timeoutMs);

  const startedNs = clockNs();
  tell({ kind: 'started', atNs: startedNs });
  const runs = lanesOf(options, account).map(({ rate, manner, account: into, ...requests }) => {
    const pacer = rate === null ? null : new Pacer(rate);
    if (pacer !== null) pacers.push(pacer);
    const run = autocannon({
      ...requests,
      pipelining: 1,
      duration: endlessS,
      sampleInt: lookEveryMs,
      setupClient: (client) => clients.push(new MendedClient(client, new Exchange(into), pacer ?? atOnce, manner)),
    });
    return run.on('response', meanwhile);
  });

  const spans = new Spans(startedNs, options.bucketMs, clockNs, (fromNs) =>
    tell({ kind: 'bucket', bucket: account.cut(fromNs) }),
  );

  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    deadlines[Symbol.dispose]();
    for (const pacer of pacers) pacer[Symbol.dispose]();
    for (const client of clients) client.destroy();
    spans[Symbol.dispose]();
  };

  Promise.all(runs).then(
    (results) => {
      stop();
      account.ledger.autocannonErrors = results.reduce((sum, { errors }) => sum + errors, 0);
      tell({ kind: 'finished', result: { ledger: account.ledger, latencyMs: account.latencyMs() } });
    },
    (error: Error) => {
      stop();
      tell({ kind: 'failed', message: error.message });
    },
  );
  return { stop };
}
