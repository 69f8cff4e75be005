import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.js';

/** Two runs that write to one folder would mix their events, so a run says with a file that it has it. */
export class Claim implements Disposable {
  readonly #file: string;

  /** @throws UsageError if another run that goes on has the folder. What the file system refuses is thrown as it is. */
  constructor(folder: string) {
    this.#file = join(folder, '.running');
    if (!this.#take()) {
      const holder = Number(readFileSync(this.#file, 'utf8'));
      if (isAlive(holder)) {
        throw new UsageError(
          `Another run (process ${holder}) writes to the folder ${folder}. Give this one another with --out, or wait; ` +
            `if that is no run of refork, remove ${this.#file}.`,
        );
      }
      // Left by a run that was killed.
      rmSync(this.#file, { force: true });
      this.#take();
    }
    process.on('exit', this.#release);
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#release);
    this.#release();
  }

  #take(): boolean {
    try {
      writeFileSync(this.#file, `${process.pid}`, { flag: 'wx' });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      // On a full disk the file is made, and then cannot be written.
      this.#release();
      throw error;
    }
  }

  readonly #release = (): void => rmSync(this.#file, { force: true });
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's is there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
