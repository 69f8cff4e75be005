import { dirname } from 'node:path';
import { readAnyRecord } from '../record/read-record.js';
import type { Command } from './command.js';
import { print } from './terminal.js';
import { writeCallReports, writeRunReports } from './write-reports.js';

/** `refork report RECORD`: renders a saved record again, beside it unless another folder was given. */
export function reportCommand({ record: path, formats, out }: Extract<Command, { kind: 'report' }>): number {
  const record = readAnyRecord(path);
  const folder = out ?? dirname(path);
  const written = [
    ...writeRunReports(record, folder, formats),
    ...writeCallReports([{ name: record.scenario, record }], folder, formats),
  ];
  for (const file of written) print(`Written: ${file}\n`);
  return 0;
}
