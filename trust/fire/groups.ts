import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupTree } from '../../harness/ceiling/cgroup-tree.js';
import { openMemoryGroups } from '../../harness/ceiling/memory-groups.js';

/** Whether a run can have a memory group for each of its workers here. */
export async function canHaveMemoryGroups(): Promise<boolean> {
  try {
    await using _ = openMemoryGroups(`refork-try-${process.pid}`);
    return true;
  } catch {
    return false;
  }
}

/**
 * What looks up the folders of memory groups that came after this call, are still there, and hold nobody: somebody in a group
 * is either found as a process of the run, or of a run that goes on beside it, and so is the group.
 */
export function groupsSinceNow(): () => string[] {
  const before = memoryGroups();
  return () => memoryGroups().filter((group) => !before.includes(group) && isEmpty(group));
}

/** Those that runs have made and not removed, wherever they may make them. */
function memoryGroups(): string[] {
  const tree = cgroupTree(read('/proc/self/mountinfo'), read('/proc/self/cgroup'));
  return (tree?.places ?? []).flatMap((place) => foldersIn(place, /^refork-/));
}

const isEmpty = (folder: string): boolean =>
  [folder, ...foldersIn(folder, /^worker-/)].every((group) => read(join(group, 'cgroup.procs')) === '');

function foldersIn(place: string, name: RegExp): string[] {
  try {
    return readdirSync(place)
      .filter((each) => name.test(each))
      .map((each) => join(place, each));
  } catch {
    // Removed meanwhile.
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Removed meanwhile, or a system without any.
    return '';
  }
}
