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

type Generator = (url: string, loadMs: number) => Promise<number>;

const autocannon: Generator = async (url, loadMs) => {
  const words = [autocannonFile, '-c', String(connections), '-d', String(loadMs / 1000), '-j', url];
  const { stdout } = await execute(process.execPath, words);
  const { requests, duration } = JSON.parse(stdout) as { requests: { total: number }; duration: number };
  return requests.total / duration;
};

/** `null` where it is not installed. */
const wrk = async (url: string, loadMs: number): Promise<number | null> => {
  try {
    const words = ['-t', '1', '-c', String(connections), '-d', `${Math.round(loadMs / 1000)}s`, url];
    const { stdout } = await execute('wrk', words);
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
  async measure({ rounds, loadMs }) {
    const toAutocannon: number[] = [];
    const toWrk: number[] = [];
    const late: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const bare = await onBareServer((url) => autocannon(url, loadMs));
      const record = await runAlone('flat-out', {
        ...{ target: fileURLToPath(coursePage.file), workers: 2, connections, durationMs: loadMs },
      });
      const ours = answeredPerS(record);
      toAutocannon.push(ours / bare);
      const { late: lateProbes, sent, voided } = record.prober;
      late.push(((lateProbes + voided) / sent) * 100);
      const withWrk = await onBareServer((url) => wrk(url, loadMs));
      if (withWrk !== null) toWrk.push(ours / withWrk);
    }
    const how = (tool: string): string =>
      `The course page's server with two workers, ${connections} connections flat out for ${loadMs / 1000} s: a run of refork with ledger, ` +
      `prober, sampler and agent, against ${tool} on the same server started without refork. ${rounds} rounds by turns; ratio of a round.`;
    const figures: Figure[] = [
      {
        ...{ what: 'requests a second, of bare autocannon', ...taken(toAutocannon), unit: 'of' },
        ...{ limit: { atLeast: 0.95 }, how: how(`\`autocannon -c ${connections} -d ${loadMs / 1000}\``) },
      },
      {
        ...{
          what: 'requests a second, of wrk',
          ...taken(toWrk),
          unit: 'of',
          limit: null,
          how: how(`\`wrk -t1 -c${connections}\``),
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
