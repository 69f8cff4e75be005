/** One cell in a process of its own, so that whatever hangs in it can be ended: `node cell-process.js PEER STORY HOME OUT`. */

import { run, UsageError } from '../../harness/index.js';
import { peers } from './peers.js';
import { runOf, stories } from './stories.js';

const [peerName, storyName, home = '', out = ''] = process.argv.slice(2);
const peer = peers.find(({ name }) => name === peerName);
const story = stories.find(({ name }) => name === storyName);
if (peer === undefined || story === undefined) throw new Error(`There is no cell ${peerName} × ${storyName}.`);

const { scenario, options } = runOf({ peer, story }, home);
try {
  await run(scenario, options, { out });
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 3;
}
