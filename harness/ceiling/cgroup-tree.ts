/**
 * Where a memory group (cgroup) may be made, and how it is spoken to;
 * https://docs.kernel.org/admin-guide/cgroup-v1/memory.html and https://docs.kernel.org/admin-guide/cgroup-v2.html
 */

import { ownGroup } from '../machine/own-group.js';

/** How the two versions differ, as far as it matters here: the names of files in a group's folder. */
export interface Dialect {
  version: 1 | 2;
  limit: string;
  usage: string;
  /** Written after the limit, so that a group at its limit is not moved to swap instead; not there where swap is not counted. */
  noSwap: { file: string; value(limitBytes: number): string };
  /** Holds a line `oom_kill 3`: processes that were killed at the limit. */
  events: string;
}

export const version1: Dialect = {
  version: 1,
  limit: 'memory.limit_in_bytes',
  usage: 'memory.usage_in_bytes',
  noSwap: { file: 'memory.memsw.limit_in_bytes', value: (limitBytes) => String(limitBytes) },
  events: 'memory.oom_control',
};

export const version2: Dialect = {
  version: 2,
  limit: 'memory.max',
  usage: 'memory.current',
  noSwap: { file: 'memory.swap.max', value: () => '0' },
  events: 'memory.events',
};

/** A tree of memory groups, and our place in it. */
export interface CgroupTree {
  dialect: Dialect;
  /**
   * Folders in which a group of ours may be made, the best first. In version 2 a group that holds processes, as our own does,
   * cannot have groups with a limit in it, so those around it are tried as well.
   */
  places: string[];
}

/**
 * Pure.
 *
 * @param mountinfo of /proc/self/mountinfo (proc_pid_mountinfo(5))
 * @param cgroup of /proc/self/cgroup (cgroups(7))
 * @returns `null` where no memory groups are mounted.
 */
export function cgroupTree(mountinfo: string, cgroup: string): CgroupTree | null {
  const group = ownGroup('memory', mountinfo, cgroup);
  if (group === null) return null;
  return group.version === 1
    ? { dialect: version1, places: group.folders.slice(0, 1) }
    : { dialect: version2, places: group.folders };
}
