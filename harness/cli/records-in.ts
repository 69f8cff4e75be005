import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readAnyRecord, readRecord, rejudge } from '../record/read-record.js';
import type { RunRecord } from '../record.js';
import { isStudy } from '../study/study-record.js';
import { UsageError } from '../usage-error.js';

/**
 * The records of the runs in a folder, however deep, judged again. A study's own record is passed over: its runs have theirs.
 *
 * @throws {UsageError} if there is no such folder, or a record in it cannot be judged.
 */
export function recordsIn(folder: string): RunRecord[] {
  if (!existsSync(folder)) throw new UsageError(`${folder}: there is no such folder. Give that of "refork all".`);
  if (!statSync(folder).isDirectory()) return [rejudge(readRecord(folder))];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(^|[\\/])record\.json$/.test(file),
  );
  return files.sort().flatMap((file) => {
    const record = readAnyRecord(join(folder, file));
    return isStudy(record) ? [] : [rejudge(record)];
  });
}
