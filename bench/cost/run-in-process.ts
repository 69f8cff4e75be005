/** One run in a process of its own, as the command makes it. Tells how it goes over its channel; any message there ends it. */

import { run } from '../../harness/index.js';
import type { RunOptions } from '../../harness/run-options.js';
import { loadNamed } from './loads.js';

const { scenario, options, out } = JSON.parse(process.argv[2] ?? '') as {
  scenario: string;
  options: RunOptions;
  out: string;
};

const stop = new AbortController();
process.once('message', () => stop.abort(new Error('enough')));
let answered = 0;
const timer = setInterval(() => process.send?.({ answered, rssBytes: process.memoryUsage.rss() }), 250);
await run(loadNamed(scenario), options, {
  out,
  signal: stop.signal,
  onProgress(progress) {
    answered = progress.answered;
  },
});
clearInterval(timer);
process.disconnect?.();
