/**
 * The load's own process: takes one `start` over its channel, then one `stop`, and ends when the channel does.
 *
 * It hosts the prober too. This process is awake already, so that a probe costs no wake-up of another one, which takes the CPU
 * from the load and from the target; and it is seldom late, as it need not be woken. With each answer it may look at the clock:
 * its timers have to wait while a turn of the event loop handles the answers of many connections.
 */

import { type Generator, generate } from './generate.js';
import type { FromLoad, OfLoad, ToLoad } from './messages.js';
import { ProbeEntries } from './probe-log.js';
import { type RunningProber, startProber } from './prober.js';

let generator: Generator | undefined;
let prober: RunningProber | undefined;
const probes = new ProbeEntries();
/** What has not been told to the end yet. */
const untold = new Set<'load' | 'probes'>(['load']);

const tell = (message: FromLoad, told?: () => void): void => {
  process.send?.(message, undefined, undefined, told);
};

const endOf = (what: 'load' | 'probes') => (): void => {
  untold.delete(what);
  if (untold.size === 0 && process.connected) process.disconnect();
};

const tellProbes = (): void => {
  const entries = probes.take();
  if (entries.length > 0) tell({ kind: 'probes', entries });
};

const endProbes = async (): Promise<void> => {
  if (prober === undefined) return;
  await prober.stop();
  tellProbes();
  tell({ kind: 'probed' }, endOf('probes'));
};

const tellOfLoad = (message: OfLoad): void => {
  if (message.kind === 'bucket') tellProbes();
  const last = message.kind === 'finished' || message.kind === 'failed';
  tell(message, last ? endOf('load') : undefined);
  if (message.kind === 'failed') void endProbes();
};

/** For a harness that stands still. The next thing it hears is why. */
const endAlone = (atMostMs: number): void => {
  const after = (atMostMs / 1000).toFixed(1);
  tellOfLoad({ kind: 'failed', message: `nobody stopped it, so it ended by itself ${after} s after its begin` });
  generator?.stop();
};

process.on('message', (message: ToLoad) => {
  if (message.kind === 'stop') {
    generator?.stop();
    void endProbes();
    return;
  }
  generator = generate(message.options, tellOfLoad, () => prober?.poll());
  setTimeout(endAlone, message.options.atMostMs, message.options.atMostMs).unref();
  if (message.prober === null) return;
  untold.add('probes');
  prober = startProber(message.prober, probes);
});

// The harness is gone, or has all it needs. Nobody is left to count for.
process.on('disconnect', () => process.exit());

// The terminal sends these to the whole group; the harness, which gets them too, stops the load in its order.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

tell({ kind: 'up' });
