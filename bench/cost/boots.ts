import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { portForTarget } from '../../harness/target/free-port.js';
import { type Figure, type Measurement, median, taken } from './figure.js';
import { start } from './server-process.js';

const resilientFile = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/servers/resilient/${name}.js`, import.meta.url));
const programFile = (name: string): string =>
  fileURLToPath(new URL(`../../../bench/cost/programs/${name}`, import.meta.url));

/** From `cluster.fork()` to `listening`, of the resilient server's own worker under a primary that does nothing else, in ms. */
async function bareBoots(times: number): Promise<number[]> {
  const port = await portForTarget(undefined);
  await using bare = start(programFile('bare-forks.cjs'), [resilientFile('worker'), String(times)], {
    PORT: String(port),
  });
  const took: number[] = [];
  bare.onLine((line) => {
    const [word, ms] = line.split(' ');
    if (word === 'took') took.push(Number(ms));
  });
  await once(bare.child, 'exit');
  return took;
}

/** From the `exit` of a worker that was killed to its replacement's `listening`, in ms. Nothing loads the server. */
async function replacements(times: number, spare: boolean): Promise<number[]> {
  const port = await portForTarget(undefined);
  await using server = start(resilientFile('primary'), [], {
    ...{ PORT: String(port), WORKERS: '2', ...(spare && { SPARE: '1' }) },
    NODE_OPTIONS: `--require "${programFile('cluster-times.cjs')}"`,
  });
  const serving: number[] = [];
  server.onLine((line) => {
    const [, what, , pid] = line.split(' ');
    if (line.startsWith('times listening')) serving.push(Number(pid));
    if (what === 'exit') serving.splice(serving.indexOf(Number(pid)), 1);
  });
  while (serving.length < 2) await server.says(/^times listening/);
  const took: number[] = [];
  for (let round = 0; round < times; round += 1) {
    if (spare) await server.says(/ stands by$/);
    // One that dies as soon as it served is held back on purpose, and a boot beside another is not what is measured.
    await sleep(200);
    const exits = server.says(/^times exit/);
    const listens = server.says(/^times listening/);
    process.kill(serving[0] as number, 'SIGKILL');
    took.push(at(await listens) - at(await exits));
  }
  return took;
}

const at = (line: string): number => Number(line.split(' ').at(-1));

/** Bare boots and replacements by turns, and a figure for each way of replacing. */
export const boots: Measurement = {
  name: 'boots',
  async measure({ rounds, times }) {
    const perRound = Math.max(2, Math.round(times / 20));
    const cold: number[] = [];
    const warm: number[] = [];
    const bareMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await bareBoots(perRound);
      const coldMs = await replacements(perRound, false);
      const warmMs = await replacements(perRound, true);
      bareMs.push(...bare);
      cold.push(median(coldMs) / median(bare));
      warm.push(median(warmMs) / median(bare));
    }
    const how =
      `Of the resilient server's worker, ${rounds} rounds of ${perRound} bare forks (\`cluster.fork()\` to \`listening\`, under ` +
      `\`bench/cost/programs/bare-forks.cjs\`; ${median(bareMs).toFixed(1)} ms in the median) and as many SIGKILLs under its own ` +
      'primary, by turns, without load. Times are those of the primary’s own cluster events. Ratio of the medians of a round.';
    const figure = (what: string, ratios: number[], atMost: number): Figure => ({
      ...{ what, ...taken(ratios), unit: 'of', limit: { atMost }, how },
    });
    return [
      figure("exit to the replacement's `listening`, of a bare fork to `listening`", cold, 1.15),
      figure('the same with a warm spare', warm, 0.2),
    ];
  },
};
