import { type LiveServer, serveLive } from '../../reports/live/serve.js';
import type { OutputOptions } from '../run-options.js';

/** The live page, if it was asked for. */
export type Live = LiveServer | undefined;

/** Does the work with the live page open, if it was asked for. */
export async function withLive(output: OutputOptions, work: (live: Live) => Promise<number>): Promise<number> {
  if (output.live === undefined) return work(undefined);
  const live = await serveLive(output.live === true ? {} : { port: output.live });
  process.stderr.write(`The live page is at ${live.url}\n`);
  try {
    return await work(live);
  } finally {
    await live.close();
  }
}
