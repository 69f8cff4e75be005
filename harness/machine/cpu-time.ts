import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** CPU time since the machine booted, in ticks of the kernel's. */
export interface CpuTime {
  /** Of all CPUs, spent or not. */
  all: number;
  /** Of all CPUs, spent by anybody; another guest of the same host included, where the kernel tells. */
  spent: number;
  /** Spent by the processes that were asked for, and by their children that have ended. */
  own: number;
}

/**
 * Looks now. `null` where it cannot be told: off Linux, and where this process may not use all the CPUs that the kernel counts,
 * as in a container on a larger machine.
 */
export function cpuTime(pids: readonly number[]): CpuTime | null {
  if (process.platform !== 'linux') return null;
  const { cpus, ...machine } = machineTime(readFileSync('/proc/stat', 'utf8'));
  if (cpus !== availableParallelism()) return null;
  return { ...machine, own: pids.reduce((sum, pid) => sum + ownTime(pid), 0) };
}

function ownTime(pid: number): number {
  try {
    return processTime(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    // It has ended, and its time is that of a child of the one that waited for it.
    return 0;
  }
}

/** From the text of `/proc/stat`. */
export function machineTime(stat: string): Omit<CpuTime, 'own'> & { cpus: number } {
  const lines = stat.split('\n').filter((line) => line.startsWith('cpu'));
  // user nice system idle iowait irq softirq steal; what guests got is in user and nice already.
  const parts = (lines[0] ?? '').trim().split(/\s+/).slice(1, 9).map(Number);
  const [idle = 0, waiting = 0] = parts.slice(3, 5);
  const all = parts.reduce((sum, part) => sum + part, 0);
  return { all, spent: all - idle - waiting, cpus: lines.length - 1 };
}

/** From the text of `/proc/PID/stat`: `pid (name) state …`, where the name may hold anything. */
export function processTime(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // Its own time in user and in system mode, and that of its children that ended and were waited for.
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

/** The share of all CPUs that others had in between, from 0 to 1; `null` if that cannot be told. */
export function othersShare(before: CpuTime | null, after: CpuTime | null): number | null {
  if (before === null || after === null || after.all <= before.all) return null;
  const others = after.spent - before.spent - (after.own - before.own);
  return Number(Math.min(1, Math.max(0, others / (after.all - before.all))).toFixed(4));
}
