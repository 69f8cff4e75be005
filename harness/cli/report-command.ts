import { dirname } from 'node:path';
import type { Command } from '../command.js';
import { makeFolder } from '../files.js';
import { readRecord } from '../read-record.js';
import { print } from './terminal.js';
import { writeReports } from './write-reports.js';

/** `refork report RECORD`: renders a saved record again, beside it unless another folder was given. */
export function reportCommand({ record: path, formats, out }: Extract<Command, { kind: 'report' }>): number {
  const record = readRecord(path);
  const folder = out ?? dirname(path);
  makeFolder(folder);
  for (const written of writeReports(record, folder, formats)) print(`Written: ${written}\n`);
  return 0;
}
