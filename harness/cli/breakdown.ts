/** The exit status of whatever came to no verdict. */
export const couldNotRun = 3;

/** What helps where the machine refuses something. */
const advice: Readonly<Record<string, string>> = {
  EMFILE: 'Raise the limit of open files: `ulimit -n`.',
  ERR_MODULE_NOT_FOUND: 'Install refork again; or, if it is there, raise the limit of open files: `ulimit -n`.',
  ENFILE: 'The whole machine has no file descriptor left.',
  EAGAIN: 'The machine has no process or thread left: see `ulimit -u`, and pids.max of its cgroup.',
  ENOMEM: 'The machine has no memory left: see `free` and `ulimit -v`.',
  ENOSPC: 'Make room, or set TMPDIR to a folder on another disk.',
  EDQUOT: 'Make room, or set TMPDIR to a folder on another disk.',
  EROFS: 'Set TMPDIR to a folder that can be written to.',
  EACCES: 'Change its permissions, or run it as another user.',
};

/** What went wrong first: cleaning up after it may have gone wrong as well, as with too few descriptors. */
export function firstCauseOf(error: unknown): unknown {
  let first = error;
  // Named by what it holds, for Node 20 has no class for it.
  while (first instanceof Error && 'suppressed' in first) first = first.suppressed;
  return first;
}

/**
 * Why refork itself could not go on, in words that keep it apart from a verdict on the target: one sentence where the machine
 * refused something, and all that is known where it is a defect.
 */
export function breakdownOf(thrown: unknown): string {
  const error = firstCauseOf(thrown);
  if (!(error instanceof Error)) return `${defect}\n${String(error)}`;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || (syscall === undefined && !(code in advice))) return `${defect}\n${error.stack}`;
  return [`refork could not go on, and knows nothing of the target: ${error.message}.`, advice[code]]
    .filter(Boolean)
    .join(' ');
}

const defect =
  'refork broke down, and knows nothing of the target. That is a defect of refork; please report it with these lines:';
