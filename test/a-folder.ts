import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for a test, gone when its scope is left. */
export function aFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'refork-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
