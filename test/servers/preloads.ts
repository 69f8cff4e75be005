import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder for flags and small programs, removed when disposed, or at the end of the test. */
export class Folder implements Disposable {
  readonly #path = mkdtempSync(join(tmpdir(), 'refork-servers-'));

  constructor() {
    onTestFinished(() => this[Symbol.dispose]());
  }

  file(name: string, content = ''): string {
    const path = join(this.#path, name);
    writeFileSync(path, content);
    return path;
  }

  remove(name: string): void {
    rmSync(join(this.#path, name));
  }

  [Symbol.dispose](): void {
    rmSync(this.#path, { recursive: true, force: true });
  }
}

/** Source of a module that blocks the event loop for ever on SIGUSR2, after it has said so. */
export const blocksOnUsr2 = `
process.on('SIGUSR2', () => {
  require('node:fs').writeSync(1, 'blocked ' + process.pid + '\\n');
  for (;;);
});
`;

/** Source of a module that ends workers at boot for as long as a file exists. */
export const failsWhile = (flag: string): string => `
if (require('node:cluster').isWorker && require('node:fs').existsSync(${JSON.stringify(flag)})) process.exit(1);
`;
