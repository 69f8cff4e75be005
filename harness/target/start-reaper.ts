import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { untilUp } from '../own-process.js';

/** The reaper, seen from the harness. Disposing of it lets it do its work, and waits until it is gone. */
export interface Reaper extends AsyncDisposable {
  /** Makes this process group the one that it ends. */
  watch(groupId: number): void;
}

const program = fileURLToPath(new URL('./reaper.js', import.meta.url));

/**
 * Starts a reaper, and waits until nothing that is started from now on can be left behind.
 *
 * @param marker in the environment of all that is to be ended
 * @param folders to be removed: the sockets' folder, then that of the memory groups
 * @throws UsageError if it does not come up.
 */
export async function startReaper(marker: string, folders: readonly string[]): Promise<Reaper> {
  const child = spawn(process.execPath, [program, marker, ...folders], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    // Without the user's NODE_OPTIONS: whatever they preload is not meant for this process.
    env: { PATH: process.env.PATH },
  });
  child.stdin.on('error', () => {});
  await untilUp(child, 'ends the target should the harness be killed', once(child.stdout, 'data'));
  return {
    watch: (groupId) => void child.stdin.write(`${groupId}\n`),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}
