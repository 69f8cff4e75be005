import { join } from 'node:path';
import { quietSummary, summary } from '../../reports/terminal/summary.js';
import { exitStatus } from '../exit-status.js';
import type { RunRecord } from '../record.js';
import { columns, print, styleOf } from './terminal.js';

/** Says how a run ended, and gives the status for it. */
export function tellResult(
  record: RunRecord,
  { json, quiet, color }: { json: boolean; quiet: boolean; color: boolean },
  out?: string,
): number {
  const { verdict, checks } = record;
  if (json) print(`${JSON.stringify({ verdict, checks })}\n`);
  else print((quiet ? quietSummary : summary)(record, styleOf(color), columns()));
  if (out !== undefined && !json && !quiet)
    print(
      `Kept in ${out}: record.json and the reports. Judge it again with: refork check ${join(out, 'record.json')}\n`,
    );
  return exitStatus(record);
}
