import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotPermitted } from '../usage-error.js';
import { mb } from '../words/format.js';
import { type CgroupTree, cgroupTree, type Dialect } from './cgroup-tree.js';
import { hasCode } from './errno.js';

/** One memory group a worker. Disposing of them removes them all. */
export interface MemoryGroups extends AsyncDisposable {
  /** Holds all of them. */
  readonly folder: string;
  /** Processes that the kernel has killed at their limit. */
  readonly oomKills: number;
  /** Puts a process into a group of its own, so that at the limit the kernel kills it and nobody else. */
  add(pid: number): void;
  /** Lets go of the group of a process that is gone. */
  remove(pid: number): void;
  /** Sets the limit of every group there is, and of those to come. */
  limit(limitBytes: number): void;
  /** What the group of this process has been charged with, or `null` if there is none. */
  chargedBytes(pid: number): number | null;
}

/**
 * @param make makes a group, which is to make its folder: the kernel puts the files into it
 * @throws NotPermitted where this machine has no memory groups, or lets us make none.
 */
export function openMemoryGroups(
  name: string,
  tree: CgroupTree | null = treeOfThisProcess(),
  make: (folder: string) => void = mkdirSync,
): MemoryGroups {
  if (tree === null) {
    throw new NotPermitted(
      '--enforce kernel needs memory cgroups, and this system has none mounted (/proc/self/mountinfo). Use harness, v8 or target.',
    );
  }
  return new Groups(makeFolder(tree, name, make), tree.dialect, make);
}

function treeOfThisProcess(): CgroupTree | null {
  try {
    return cgroupTree(readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'));
  } catch {
    return null;
  }
}

function makeFolder({ dialect, places }: CgroupTree, name: string, make: (folder: string) => void): string {
  const reasons: string[] = [];
  for (const place of places) {
    const folder = join(place, name);
    try {
      if (dialect.version === 2) handMemoryDown(place);
      make(folder);
      if (dialect.version === 2) handMemoryDown(folder);
      return folder;
    } catch (error) {
      removeGroups(folder);
      reasons.push(`${place} (${codeOf(error)})`);
    }
  }
  throw new NotPermitted(
    `--enforce kernel needs a memory cgroup for each worker, and none may be made in ${reasons.join(', ')}. ` +
      'Run as root outside a container, or in a cgroup that was delegated (systemd-run --user --scope -p Delegate=yes …).',
  );
}

/** In version 2 a group's children have memory limits only where it says so. */
function handMemoryDown(folder: string): void {
  const control = join(folder, 'cgroup.subtree_control');
  if (!readFileSync(control, 'utf8').split(/\s+/).includes('memory')) writeFileSync(control, '+memory');
}

class Groups implements MemoryGroups {
  oomKills = 0;
  readonly #dialect: Dialect;
  readonly #make: (folder: string) => void;
  readonly #pids = new Set<number>();
  #limitBytes: number | null = null;

  constructor(
    readonly folder: string,
    dialect: Dialect,
    make: (folder: string) => void,
  ) {
    this.#dialect = dialect;
    this.#make = make;
  }

  add(pid: number): void {
    const group = this.#groupOf(pid);
    try {
      this.#make(group);
      this.#pids.add(pid);
      if (this.#limitBytes !== null) this.#setLimit(group, this.#limitBytes);
      writeFileSync(join(group, 'cgroup.procs'), String(pid));
    } catch (error) {
      // It was gone before we came.
      if (hasCode(error, 'ESRCH')) return;
      throw new NotPermitted(
        `--enforce kernel could not put a worker into the memory cgroup ${group} (${codeOf(error)}). Run as root, or use harness, v8 or target.`,
      );
    }
  }

  remove(pid: number): void {
    if (!this.#pids.has(pid)) return;
    this.oomKills += killsIn(join(this.#groupOf(pid), this.#dialect.events));
    // What is busy yet goes with the folder.
    if (removed(this.#groupOf(pid))) this.#pids.delete(pid);
  }

  limit(limitBytes: number): void {
    this.#limitBytes = limitBytes;
    for (const pid of this.#pids) this.#setLimit(this.#groupOf(pid), limitBytes);
  }

  chargedBytes(pid: number): number | null {
    try {
      return Number(readFileSync(join(this.#groupOf(pid), this.#dialect.usage), 'utf8'));
    } catch {
      return null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The last processes may take a moment to be gone.
    for (let round = 0; round < 100 && !removeGroups(this.folder); round += 1) await sleep(20);
  }

  #groupOf(pid: number): string {
    return join(this.folder, `worker-${pid}`);
  }

  #setLimit(group: string, limitBytes: number): void {
    try {
      writeFileSync(join(group, this.#dialect.limit), String(limitBytes));
    } catch (error) {
      throw new NotPermitted(`The kernel takes no limit of ${mb(limitBytes)} for ${group} (${codeOf(error)}).`);
    }
    try {
      writeFileSync(join(group, this.#dialect.noSwap.file), this.#dialect.noSwap.value(limitBytes));
    } catch {
      // Swap is not counted on this system.
    }
  }
}

/** Removes a folder of groups that hold no process any more; says whether it is gone. For the reaper too. */
export function removeGroups(folder: string): boolean {
  for (const group of groupsIn(folder)) removed(join(folder, group));
  return removed(folder);
}

function groupsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.startsWith('worker-'));
  } catch {
    return [];
  }
}

/** A group's files are the kernel's, and go with its folder. */
function removed(group: string): boolean {
  try {
    rmdirSync(group);
    return true;
  } catch (error) {
    return hasCode(error, 'ENOENT');
  }
}

function killsIn(file: string): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
