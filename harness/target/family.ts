import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A living process of the target. */
export interface Relative {
  pid: number;
  command: string;
}

/** How the target's processes are told from all others. */
export interface FamilyMarks {
  /** The process group it was launched in. */
  groupId: number;
  /** A text that stands in the environment of every process it starts; finds those that left the group. */
  marker: string;
}

/** What reading of a process in /proc fails with where it has gone meanwhile, or is another user's. */
const goneOrForeign: ReadonlySet<unknown> = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/**
 * Every living process of the target, zombies left out. A process that left the group *and* was given a bare environment
 * cannot be found; off Linux, where environments cannot be read, one that left the group cannot.
 *
 * @throws what the system says where it does not let anybody look, as with too few descriptors
 */
export function family(marks: FamilyMarks): Relative[] {
  return process.platform === 'linux' ? familyInProc(marks) : familyByPs(marks);
}

function familyInProc({ groupId, marker }: FamilyMarks): Relative[] {
  const found: Relative[] = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    try {
      // `pid (name) state ppid pgrp …`, where the name may hold anything, brackets and blanks included.
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (state === 'Z' || state === 'X') continue;
      if (Number(group) !== groupId && !readFileSync(`/proc/${pid}/environ`, 'latin1').includes(marker)) continue;
      found.push({ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim() });
    } catch (error) {
      // Whoever cannot be looked at for want of a descriptor must not be taken for gone.
      if (!goneOrForeign.has((error as NodeJS.ErrnoException).code)) throw error;
    }
  }
  return found;
}

function familyByPs({ groupId }: FamilyMarks): Relative[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,pgid=,stat=,command='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, group, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (Number(group) !== groupId || state?.startsWith('Z')) return [];
    return [{ pid: Number(pid), command: command ?? '' }];
  });
}

/** Sends `signal` to a process that may be gone by now. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone, which is what every caller wants to hear.
  }
}

/**
 * Kills every process of the target that is alive now. One that forks meanwhile may leave another: ask again.
 *
 * @throws as `family` does, once those that did not leave the group are killed: that takes no descriptor
 */
export function killFamily(marks: FamilyMarks): void {
  if (marks.groupId > 1) signalProcess(-marks.groupId, 'SIGKILL');
  for (const { pid } of family(marks)) signalProcess(pid, 'SIGKILL');
}
