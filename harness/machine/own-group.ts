/** A control group (cgroup) that this process is in, and those around it. */
export interface OwnGroup {
  /** Version 1 has a tree of groups for each resource, version 2 one for all. */
  version: 1 | 2;
  /** The folder of its own group first, then those around it, as far out as they are mounted. */
  folders: string[];
}

/**
 * The group that has a say in what this process gets of a resource. Pure.
 *
 * @param mountinfo of /proc/self/mountinfo (proc_pid_mountinfo(5))
 * @param cgroup of /proc/self/cgroup (cgroups(7))
 * @returns `null` where no such groups are mounted.
 */
export function ownGroup(resource: 'cpu' | 'memory', mountinfo: string, cgroup: string): OwnGroup | null {
  const mounts = mountinfo.split('\n').flatMap(parseMount);
  const v1 = mounts.find(({ type, options }) => type === 'cgroup' && options.split(',').includes(resource));
  if (v1 !== undefined) {
    const path = pathsIn(cgroup).find(({ resources }) => resources.includes(resource))?.path;
    return path === undefined ? null : { version: 1, folders: upFrom(folderOf(v1, path), v1.at) };
  }
  const v2 = mounts.find(({ type }) => type === 'cgroup2');
  const path = pathsIn(cgroup).find(({ hierarchy }) => hierarchy === '0')?.path;
  return v2 === undefined || path === undefined ? null : { version: 2, folders: upFrom(folderOf(v2, path), v2.at) };
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

/** `4:cpu,cpuacct:/path`, where hierarchy 0 names no resource: it is version 2. */
const pathsIn = (cgroup: string) =>
  cgroup.split('\n').flatMap((line) => {
    const [, hierarchy = '', resources = '', path = ''] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    return hierarchy === '' ? [] : [{ hierarchy, resources: resources.split(','), path }];
  });

function folderOf({ root, at }: Mount, path: string): string {
  const within = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
  return `${at}${within}`.replace(/\/+$/, '');
}

function upFrom(folder: string, top: string): string[] {
  const parent = folder.slice(0, folder.lastIndexOf('/'));
  return folder.length <= top.length ? [folder] : [folder, ...upFrom(parent, top)];
}
