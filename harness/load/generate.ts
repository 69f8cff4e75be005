import { BucketedAccount } from './account.js';
import { autocannon } from './autocannon.js';
import { Deadlines } from './deadlines.js';
import { Exchange } from './exchange.js';
import { atOnce, MendedClient } from './mended-client.js';
import type { FromLoad, LoadOptions } from './messages.js';
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

/**
 * Loads the server with autocannon, and tells what becomes of each request: `started` once, a `bucket` each `bucketMs`
 * and a last one at the end, then `finished`; or `failed` if autocannon does not take the options.
 */
export function generate(options: LoadOptions, tell: (message: FromLoad) => void): Generator {
  const account = new BucketedAccount(clockNs);
  const clients: MendedClient[] = [];
  const pacer = options.rate === null ? undefined : new Pacer(options.rate);
  const deadlines = new Deadlines(clients, options.timeoutMs);

  const startedNs = clockNs();
  tell({ kind: 'started', atNs: startedNs });
  const run = autocannon({
    url: options.url,
    connections: options.connections,
    pipelining: 1,
    duration: endlessS,
    sampleInt: lookEveryMs,
    setupClient: (client) => clients.push(new MendedClient(client, new Exchange(account), pacer ?? atOnce)),
  });

  const spans = new Spans(startedNs, options.bucketMs, clockNs, (fromNs) =>
    tell({ kind: 'bucket', bucket: account.cut(fromNs) }),
  );

  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    deadlines[Symbol.dispose]();
    pacer?.[Symbol.dispose]();
    for (const client of clients) client.destroy();
    spans[Symbol.dispose]();
  };

  run.then(
    ({ errors }) => {
      stop();
      account.ledger.autocannonErrors = errors;
      tell({ kind: 'finished', result: { ledger: account.ledger, latencyMs: account.latencyMs() } });
    },
    (error: Error) => {
      stop();
      tell({ kind: 'failed', message: error.message });
    },
  );
  return { stop };
}
