/**
 * Where the kernel keeps memory groups (cgroups), and how they are spoken to. Version 1 has a tree a resource, version 2 one for
 * all; https://docs.kernel.org/admin-guide/cgroup-v1/memory.html and https://docs.kernel.org/admin-guide/cgroup-v2.html
 */

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
  const mounts = mountinfo.split('\n').flatMap(parseMount);
  const v1 = mounts.find(({ type, options }) => type === 'cgroup' && options.split(',').includes('memory'));
  if (v1 !== undefined) {
    const [, path] = /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m.exec(cgroup) ?? [];
    return path === undefined ? null : { dialect: version1, places: [folderOf(v1, path)] };
  }
  const v2 = mounts.find(({ type }) => type === 'cgroup2');
  const [, path] = /^0::(.*)$/m.exec(cgroup) ?? [];
  return v2 === undefined || path === undefined
    ? null
    : { dialect: version2, places: upFrom(folderOf(v2, path), v2.at) };
}

interface Mount {
  /** What of the tree is mounted: in a container only its own part may be. */
  root: string;
  at: string;
  type: string;
  options: string;
}

/** `36 25 0:31 /root /mounted/at rw shared:1 - type source options` */
function parseMount(line: string): Mount[] {
  const [left = '', right] = line.split(' - ');
  const [, , , root, at] = left.split(' ');
  const [type, , options] = right?.split(' ') ?? [];
  return root === undefined || at === undefined || type === undefined
    ? []
    : [{ root, at, type, options: options ?? '' }];
}

function folderOf({ root, at }: Mount, path: string): string {
  const within = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
  return `${at}${within}`.replace(/\/+$/, '');
}

function upFrom(folder: string, top: string): string[] {
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  return folder.length <= top.length ? [folder] : [folder, ...upFrom(parent, top)];
}
