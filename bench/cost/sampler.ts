import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSampler } from '../../harness/ceiling/sample.js';
import { type Measurement, median, taken } from './figure.js';

/** A sample of many processes, and whether each further one costs the same. */
export const sampler: Measurement = {
  name: 'sampler',
  async measure({ times, workers }) {
    const sleepers: ChildProcess[] = Array.from({ length: workers }, () =>
      spawn('sleep', ['600'], { stdio: 'ignore' }),
    );
    await Promise.all(sleepers.map((each) => once(each, 'spawn')));
    const pids = sleepers.map(({ pid }) => pid as number);
    using looking = openSampler();
    const rounds = (of: readonly number[]): number[] =>
      Array.from({ length: times * 4 }, () => {
        const from = performance.now();
        for (const pid of of) looking.rssBytes(pid);
        return performance.now() - from;
      });
    const few = pids.slice(0, Math.max(1, workers / 8));
    rounds(pids);
    const all = rounds(pids);
    const some = rounds(few);
    for (const each of sleepers) each.kill('SIGKILL');
    await Promise.all(sleepers.map((each) => once(each, 'exit')));
    const perWorker = median(all) / pids.length / (median(some) / few.length);
    return [
      {
        ...{ what: `a sample of ${workers} workers`, ...taken(all), unit: 'ms', limit: { atMost: 3 } },
        how: `Resident memory of ${workers} processes read once each (\`sleep\`: the kernel's work is the same for any), ${times * 4} rounds.`,
      },
      {
        ...{ what: `cost of a worker among ${workers}, of one among ${few.length}`, value: perWorker, spread: null },
        ...{ unit: 'of', limit: { atMost: 1.15 }, how: 'The same samples: the medians, a process. About 1 is linear.' },
      },
    ];
  },
};
