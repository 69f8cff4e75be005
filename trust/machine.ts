import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { whole } from '../harness/format.js';

/** The machine that runs are made on, in one line. */
export const machineInWords = (): string =>
  [
    `${availableParallelism()} CPUs (${cpus()[0]?.model ?? 'unknown'})`,
    `${whole(totalmem() / 1e6)} MB of memory`,
    `${process.platform} ${process.arch}`,
    `Node ${process.version}`,
  ].join(', ');

/** Ticks of all CPUs since the machine booted, and of this process's children that have ended. Linux only. */
export interface CpuTicks {
  all: number;
  idle: number;
  own: number;
}

/** `null` where the kernel does not tell. */
export function cpuTicks(): CpuTicks | null {
  if (process.platform !== 'linux') return null;
  return ticksFrom(readFileSync('/proc/stat', 'utf8'), readFileSync('/proc/self/stat', 'latin1'));
}

/** From the texts of `/proc/stat` and `/proc/self/stat`. */
export function ticksFrom(stat: string, self: string): CpuTicks {
  const [, ...spent] = (stat.split('\n')[0] ?? '').trim().split(/\s+/).map(Number);
  // user nice system idle iowait irq softirq steal; guests are in user and nice already.
  const counted = spent.slice(0, 8);
  const [idle = 0, waiting = 0] = counted.slice(3, 5);
  // `pid (name) state …`, of which user and system time of ended children are the 16th and 17th.
  const fields = self
    .slice(self.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return {
    all: counted.reduce((sum, n) => sum + n, 0),
    idle: idle + waiting,
    own: user + system + childrenUser + childrenSystem,
  };
}

/** The share of all CPUs that others had in between, from 0 to 1. */
export function othersShare(before: CpuTicks, after: CpuTicks): number {
  const all = after.all - before.all;
  const busy = all - (after.idle - before.idle);
  return all <= 0 ? 0 : Math.max(0, (busy - (after.own - before.own)) / all);
}
