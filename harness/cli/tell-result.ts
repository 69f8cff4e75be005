import { join } from 'node:path';
import type { Result } from '../../reports/result.js';
import { quietSummary, summary } from '../../reports/terminal/summary.js';
import { quoted } from '../../reports/timeline/repeat-command.js';
import { exitStatus } from '../exit-status.js';
import type { AnyRecord } from '../study/study-record.js';
import { couldNotRun } from './statuses.js';
import { columns, print, styleOf } from './terminal.js';

interface Manner {
  json: boolean;
  quiet: boolean;
  color: boolean;
}

/** Says how a run ended, and gives the status for it. */
export function tellResult(record: AnyRecord, { json, quiet, color }: Manner, out?: string): number {
  const { verdict, checks } = record;
  if (json) print(`${JSON.stringify({ verdict, checks })}\n`);
  else print((quiet ? quietSummary : summary)(record, styleOf(color), columns()));
  if (out !== undefined && !json && !quiet)
    print(
      `Kept in ${out}: record.json and the reports. Judge it again with: refork check ${quoted(join(out, 'record.json'))}\n`,
    );
  return exitStatus(record);
}

/** Says how several runs ended as one JSON object, and gives the status that it was given. */
export function tellResults(results: readonly Result[], status: number): number {
  const runs = results.map((result) => {
    if (!('record' in result)) {
      const { name: run, problem, skipped } = result;
      return skipped ? { run, status: null, skipped: problem } : { run, status: couldNotRun, problem };
    }
    const { verdict, checks } = result.record;
    return { run: result.name, status: exitStatus(result.record), verdict, checks };
  });
  const verdict = status === 0 ? 'pass' : status === 1 ? 'fail' : 'inconclusive';
  print(`${JSON.stringify({ verdict, status, runs })}\n`);
  return status;
}

/** Says where the files of several runs are. */
export function tellKept(folder: string, { quiet }: Manner): void {
  if (!quiet) print(`Kept in ${folder}: a folder a run.\n`);
}
