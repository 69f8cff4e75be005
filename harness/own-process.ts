import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from './usage-error.js';

/** A Node that is given no more threads hangs in its boot rather than dying of it, so somebody has to lose patience. */
const usuallyWithinMs = 10_000;

/**
 * Waits until a process that the harness started for itself shows by `sign` that it has come up. One that does not is killed.
 *
 * @param does what it is for, in words that follow "the process that"
 * @throws UsageError if it could not be started, ended before, or takes longer than `withinMs`.
 */
export async function untilUp(
  child: ChildProcess,
  does: string,
  sign: Promise<unknown>,
  withinMs = usuallyWithinMs,
): Promise<void> {
  const kill = (): void => void child.kill('SIGKILL');
  const over = new AbortController();
  process.on('exit', kill);
  try {
    await Promise.race([sign, ended(child, over.signal), tooLong(withinMs, over.signal)]);
  } catch (error) {
    kill();
    throw new UsageError(
      `refork's own process that ${does} did not come up: ${(error as Error).message}. ` +
        'The machine may be short of processes, threads, memory or CPU time: see `ulimit -u`, `free`, and pids.max and cpu.max of its cgroup.',
    );
  } finally {
    process.off('exit', kill);
    over.abort();
  }
}

async function ended(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code, by] = (await once(child, 'exit', { signal })) as [number | null, NodeJS.Signals | null];
  throw new Error(by === null ? `it exited with status ${code}` : `it was ended by ${by}`);
}

async function tooLong(ms: number, signal: AbortSignal): Promise<never> {
  await sleep(ms, undefined, { signal });
  throw new Error(`it hung for ${ms / 1000} s`);
}
