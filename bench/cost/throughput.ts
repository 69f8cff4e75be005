import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { coursePage } from '../../fixtures/servers/index.js';
import { portForTarget } from '../../harness/target/free-port.js';
import { type Figure, type Measurement, taken } from './figure.js';
import { answeredPerS, runAlone } from './runs.js';
import { start } from './server-process.js';

const execute = promisify(execFile);
const autocannonFile = fileURLToPath(new URL('../../../node_modules/autocannon/autocannon.js', import.meta.url));
const connections = 20;
/** Load and server come to their speed in one to two seconds, in which their code is not compiled yet: no part of either rate. */
const warmUpMs = 2000;

/** It is only reported, and takes as long as the others. */
const wrkEachTurns = 4;

type Generator = (url: string, loadMs: number) => Promise<number>;

const autocannon: Generator = async (url, loadMs) => {
  const warmUp = ['--warmup', '[', '-c', String(connections), '-d', String(warmUpMs / 1000), ']'];
  const words = [autocannonFile, ...warmUp, '-c', String(connections), '-d', String(loadMs / 1000), '-j', url];
  const { stdout } = await execute(process.execPath, words);
  // A line for the warm-up, then one for the load.
  const { requests, duration } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
    requests: { total: number };
    duration: number;
  };
  return requests.total / duration;
};

/** `null` where it is not installed. */
const wrk = async (url: string, loadMs: number): Promise<number | null> => {
  try {
    const words = (ms: number): string[] => [
      '-t',
      '1',
      '-c',
      String(connections),
      '-d',
      `${Math.round(ms / 1000)}s`,
      url,
    ];
    await execute('wrk', words(warmUpMs));
    const { stdout } = await execute('wrk', words(loadMs));
    return Number(/Requests\/sec:\s*([\d.]+)/.exec(stdout)?.[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** The same server without refork, under this load. */
async function onBareServer<Rate>(generate: (url: string) => Promise<Rate>): Promise<Rate> {
  const port = await portForTarget(undefined);
  await using server = start(coursePage.file, [], { PORT: String(port), WORKERS: '2' });
  const url = `http://127.0.0.1:${port}/`;
  while (!(await answers(url))) {
    if (server.child.exitCode !== null) throw new Error(`The server to be loaded ended with ${server.child.exitCode}.`);
    await sleep(20);
  }
  return await generate(url);
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Requests a second with all that refork does, and without; and how punctual the prober is meanwhile. */
export const throughput: Measurement = {
  name: 'throughput',
  async measure({ turns, turnMs: loadMs }) {
    const toAutocannon: number[] = [];
    const toWrk: number[] = [];
    const late: number[] = [];
    let before = await onBareServer((url) => autocannon(url, loadMs));
    for (let turn = 0; turn < turns; turn += 1) {
      const record = await runAlone('flat-out', {
        ...{ target: fileURLToPath(coursePage.file), workers: 2, connections, durationMs: warmUpMs + loadMs },
      });
      const after = await onBareServer((url) => autocannon(url, loadMs));
      const ours = answeredPerS(record, warmUpMs);
      toAutocannon.push((2 * ours) / (before + after));
      before = after;
      const { late: lateProbes, sent, voided } = record.prober;
      late.push(((lateProbes + voided) / sent) * 100);
      if (turn % wrkEachTurns !== 0) continue;
      const withWrk = await onBareServer((url) => wrk(url, loadMs));
      if (withWrk !== null) toWrk.push(ours / withWrk);
    }
    const how = (tool: string, times: number): string =>
      `The course page's server with two workers, ${connections} connections flat out for ${loadMs / 1000} s after ${warmUpMs / 1000} s to warm up: a run of refork with ledger, ` +
      `prober, sampler and agent, against ${tool} on the same server started without refork, by turns. ${times} runs of refork; `;
    const figures: Figure[] = [
      {
        ...{ what: 'requests a second, of bare autocannon', ...taken(toAutocannon), unit: 'of' },
        ...{ limit: { atLeast: 0.95 } },
        how: `${how(`\`autocannon -c ${connections} -d ${loadMs / 1000}\``, turns)}ratio of each to the mean of the two beside it.`,
      },
      {
        ...{
          what: 'requests a second, of wrk',
          ...taken(toWrk),
          unit: 'of',
          limit: null,
          how: `${how(`\`wrk -t1 -c${connections}\``, toWrk.length)}ratio of each to the one after it.`,
        },
        ...(toWrk.length === 0 && { note: 'not installed' }),
      },
      {
        ...{ what: 'probes sent later than 5 ms after schedule, beside a saturated server', ...taken(late), unit: '%' },
        limit: { atMost: 1 },
        how: `Of the same runs: \`prober.late\` and \`.voided\` over \`.sent\` in the record. A probe each 10 ms.`,
      },
    ];
    return figures;
  },
};
