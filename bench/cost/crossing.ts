import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startGuard } from '../../harness/ceiling/guard.js';
import { openSampler } from '../../harness/ceiling/sample.js';
import { Roster } from '../../harness/history/roster.js';
import { sampleEveryMs } from '../../harness/plan.js';
import { monotonicMs } from '../../harness/recorder.js';
import { type Measurement, quantile, taken } from './figure.js';

const program = fileURLToPath(new URL('../../../bench/cost/programs/grows.cjs', import.meta.url));
const ceilingBytes = 80e6;
const port = 1;

/** From the moment a process finds itself over the ceiling until the signal reaches it, for one after the other, in ms. */
async function reactions(times: number): Promise<number[]> {
  using sampler = openSampler();
  const roster = new Roster(port);
  const enter = (worker: number, pid: number): void => {
    const atMs = monotonicMs();
    roster.apply({ atMs, kind: 'worker-forked', worker, pid });
    roster.apply({ atMs, kind: 'worker-listening', worker, pid, address: null, port });
  };
  // Another, who stays: so that each can be spared at once.
  const other = spawn('sleep', ['600'], { stdio: 'ignore' });
  await once(other, 'spawn');
  enter(1, other.pid as number);
  const guard = startGuard({
    ...{ roster, sampler, ceilingBytes, graceMs: 5000, signal: 'SIGTERM', everyMs: sampleEveryMs, steadyWorkers: 2 },
    nowMs: monotonicMs,
    record: (event) => roster.apply({ atMs: monotonicMs(), ...event }),
    kill: (pid, signal) => void process.kill(pid, signal),
  });
  const took: number[] = [];
  for (let worker = 2; worker < times + 2; worker += 1) {
    // At another point of the interval each time.
    await sleep(Math.random() * sampleEveryMs);
    const child = spawn(process.execPath, [program, '1000000', String(ceilingBytes)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    enter(worker, child.pid as number);
    await once(child, 'close');
    roster.apply({
      atMs: monotonicMs(),
      kind: 'worker-exited',
      worker,
      pid: child.pid as number,
      exitCode: 0,
      signal: null,
    });
    took.push(Number(said.split(' ')[1]));
  }
  guard.stop();
  other.kill('SIGKILL');
  await once(other, 'exit');
  return took;
}

/** How soon after the crossing the signal comes. */
export const crossing: Measurement = {
  name: 'crossing',
  async measure({ times }) {
    const intervals = (await reactions(times)).map((ms) => ms / sampleEveryMs);
    return [
      {
        ...{
          what: 'crossing the ceiling to the recycle signal at p99, in sampling intervals',
          value: quantile(intervals, 0.99),
        },
        ...{ spread: taken(intervals).spread, unit: '', limit: { atMost: 1.5 } },
        how:
          `${times} processes one after the other that grow by 1 MB a millisecond, look at their own resident memory after each step ` +
          `(\`process.memoryUsage.rss()\`), and note when they find it over ${ceilingBytes / 1e6} MB and when SIGTERM arrives. An interval is ${sampleEveryMs} ms.`,
      },
    ];
  },
};
