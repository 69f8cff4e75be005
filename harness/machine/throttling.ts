import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownGroup } from './own-group.js';

/**
 * What the kernel counted of a CPU limit. A group may run for so long in each period, usually of 100 ms, and then its processes
 * stand still until the next. https://docs.kernel.org/scheduler/sched-bwc.html
 */
export interface CpuPeriods {
  /** In which somebody of the group ran. */
  all: number;
  /** In which the limit ran out. */
  throttled: number;
}

/** What was counted so far, by the folder of the group: that of this process and those around it, for each may have a limit. */
export type Throttling = ReadonlyMap<string, CpuPeriods>;

/** Looks now. Empty where nothing can be told: off Linux, and outside of every container and service. */
export function throttling(): Throttling {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const found = new Map<string, CpuPeriods>();
  if (process.platform !== 'linux') return found;
  const group = ownGroup('cpu', orNothing(read, '/proc/self/mountinfo'), orNothing(read, '/proc/self/cgroup'));
  for (const folder of group?.folders ?? []) {
    const periods = periodsIn(orNothing(read, join(folder, 'cpu.stat')));
    if (periods !== null) found.set(folder, periods);
  }
  return found;
}

function orNothing(read: (file: string) => string, file: string): string {
  try {
    return read(file);
  } catch {
    // Not there, or not for us to see.
    return '';
  }
}

/** From the text of `cpu.stat`; `null` where it counts no periods, as that of the outermost group does not. */
export function periodsIn(stat: string): CpuPeriods | null {
  const [, all] = /^nr_periods (\d+)$/m.exec(stat) ?? [];
  const [, throttled] = /^nr_throttled (\d+)$/m.exec(stat) ?? [];
  return all === undefined || throttled === undefined ? null : { all: Number(all), throttled: Number(throttled) };
}

/** The share of the periods in between in which a limit ran out, of the tightest limit, from 0 to 1; `null` if that cannot be told. */
export function throttledShare(before: Throttling, after: Throttling): number | null {
  const shares = [...after].flatMap(([folder, { all, throttled }]) => {
    const earlier = before.get(folder);
    if (earlier === undefined) return [];
    return [all > earlier.all ? (throttled - earlier.throttled) / (all - earlier.all) : 0];
  });
  return shares.length === 0 ? null : Number(Math.max(...shares).toFixed(4));
}
