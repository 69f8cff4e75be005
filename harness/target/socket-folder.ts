import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../usage-error.js';

/** A socket's path has 104 bytes on macOS and 108 on Linux, the last for a zero. A longer one is cut off without a word. */
const longestBytes = 103;

/**
 * A new folder that only this user can look into, for a socket with this name: in the folder for temporary files, or in
 * `/tmp` where that one's name is too long.
 *
 * @throws UsageError if neither can hold it.
 */
export function socketFolder(socket: string, preferred = tmpdir(), otherwise = '/tmp'): string {
  const fits = (parent: string): boolean =>
    Buffer.byteLength(join(parent, 'refork-XXXXXX', socket)) <= longestBytes || process.platform === 'win32';
  const parent = [preferred, otherwise].find(fits);
  if (parent === undefined) {
    throw new UsageError(
      `The folder for temporary files, ${preferred}, has too long a name for a socket in it. Set TMPDIR to a shorter one.`,
    );
  }
  try {
    // Made with mode 0700.
    return mkdtempSync(join(parent, 'refork-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `Cannot make a folder for a socket in ${parent} (${code}). Set TMPDIR to a folder that can be written to.`,
    );
  }
}
