import { randomUUID } from 'node:crypto';
import type { Recorder } from '../recorder.js';
import { count } from '../words/format.js';
import { type MemoryGroups, openMemoryGroups } from './memory-groups.js';
import type { Sampler } from './sample.js';

/** The ceiling as the kernel enforces it: each worker in a memory group of its own, with a limit. */
export interface KernelCeiling extends AsyncDisposable {
  /** Folder of the groups. */
  readonly folder: string;
  /** Throws what has kept a worker out of its group, if anything has. */
  assure(): void;
  /** Sets the ceiling for these workers, which are at rest, and for all to come. */
  enforce(ceilingBytes: number, workers: readonly { pid: number }[], sampler: Pick<Sampler, 'rssBytes'>): void;
  /** What became of it, for the record. */
  notes(): string[];
  doubts(): string[];
}

/**
 * Puts each worker into its group when its fork is told, 1 to 3 ms into its boot. What it was charged with before stays where
 * it was, but that is next to nothing: measured, a worker that boots at 43 MB has been charged with 7.6 MB when it is moved at
 * once, and with 6.3 MB when it is moved after 50 ms.
 *
 * @throws NotPermitted where this machine does not let us.
 */
export function openKernelCeiling(
  recorder: Recorder,
  groups = openMemoryGroups(`refork-${randomUUID()}`),
): KernelCeiling {
  let failure: unknown = null;
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      failure ??= error;
    }
  };
  const unfollow = recorder.follow((event) => {
    if (event.kind === 'worker-forked') attempt(() => groups.add(event.pid));
    if (event.kind === 'worker-exited') groups.remove(event.pid);
  });
  return {
    folder: groups.folder,
    assure() {
      if (failure !== null) throw failure;
    },
    enforce(ceilingBytes, workers, sampler) {
      groups.limit(ceilingBytes - notCharged(workers, groups, sampler));
    },
    doubts: () => (failure === null ? [] : [`A worker ran without its limit: ${(failure as Error).message}`]),
    notes: () => [
      groups.oomKills === 0
        ? 'The kernel killed nobody for want of memory.'
        : `The kernel killed ${count(groups.oomKills, 'process', 'processes')} for want of memory.`,
    ],
    async [Symbol.asyncDispose]() {
      unfollow();
      await groups[Symbol.asyncDispose]();
    },
  };
}

/**
 * What is resident in a worker and charged to somebody else: the pages of Node's own file, which belong to whoever read them
 * first. 35 of 43 MB. The kernel counts without them, so its limit stands that much lower than the ceiling.
 */
function notCharged(
  workers: readonly { pid: number }[],
  groups: MemoryGroups,
  sampler: Pick<Sampler, 'rssBytes'>,
): number {
  const differences = workers.map(({ pid }) => (sampler.rssBytes(pid) ?? 0) - (groups.chargedBytes(pid) ?? 0));
  return Math.max(0, ...differences);
}
