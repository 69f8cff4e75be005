/** The load's own process: takes one `start` over its channel, then one `stop`, and ends when the channel does. */

import { type Generator, generate } from './generate.js';
import type { FromLoad, ToLoad } from './messages.js';

let generator: Generator | undefined;

const tell = (message: FromLoad): void => {
  const last = message.kind === 'finished' || message.kind === 'failed';
  process.send?.(message, undefined, undefined, () => {
    if (last && process.connected) process.disconnect();
  });
};

process.on('message', (message: ToLoad) => {
  if (message.kind === 'start') generator = generate(message.options, tell);
  else generator?.stop();
});

// The harness is gone, or has all it needs. Nobody is left to count for.
process.on('disconnect', () => process.exit());

// The terminal sends these to the whole group; the harness, which gets them too, stops the load in its order.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
