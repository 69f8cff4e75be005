import { join } from 'node:path';
import { type AllRow, allLine, allRow, allTable, rowWithoutRecord } from '../../reports/terminal/all.js';
import { exitStatus } from '../exit-status.js';
import { freshFolder } from '../files.js';
import { limitsFor } from '../given-limits.js';
import { givesTarget } from '../tested-server.js';
import { NotPermitted } from '../usage-error.js';
import { type CallReports, withReports } from './call-reports.js';
import { catalogue, type Entry, isStudyEntry } from './catalogue.js';
import type { Command } from './command.js';
import { type Live, withLive } from './live-page.js';
import { make } from './make.js';
import { statusOf, worstStatus } from './statuses.js';
import { tellKept, tellResults } from './tell-result.js';
import { columns, print, styleOf } from './terminal.js';

type AllCommand = Extract<Command, { kind: 'all' }>;

interface Desk {
  folder: string;
  live: Live;
  reports: CallReports;
  interruption: AbortSignal;
}

/** How one scenario ended. A skipped one has no say in the status of all. */
interface Ended {
  row: AllRow;
  status: number | null;
}

/** `refork all`: runs each entry of the catalogue in turn, also after one that could not be run, and prints one table; once or as often as was asked for. */
export const allCommand = (command: AllCommand, interruption: AbortSignal): Promise<number> =>
  withLive(command.output, (live) => {
    const folder = command.output.out ?? freshFolder('all');
    return withReports(folder, command.output, (reports) => all(command, { folder, live, reports, interruption }));
  });

async function all(command: AllCommand, desk: Desk): Promise<number> {
  const { output } = command;
  const ended: Ended[] = [];
  for (let round = 1; round <= output.repeat && !desk.interruption.aborted; round += 1) {
    ended.push(...(await oneRound(output.repeat === 1 ? null : round, command, desk)));
  }
  const status = worstStatus(ended.flatMap((one) => (one.status === null ? [] : [one.status])));
  if (output.json) return tellResults(desk.reports.results, status);
  tellKept(desk.folder, output);
  return status;
}

/** The catalogue from beginning to end, and its table. `round` is `null` where there is but one. */
async function oneRound(round: number | null, command: AllCommand, desk: Desk): Promise<Ended[]> {
  const { output } = command;
  const style = styleOf(output.color);
  const startedMs = performance.now();
  const ended: Ended[] = [];
  for (const entry of catalogue) {
    if (desk.interruption.aborted) break;
    const fromMs = performance.now();
    const one = await oneOfAll(entry, round, command, desk);
    ended.push(one);
    if (!output.quiet && !output.json) print(allLine(one.row, performance.now() - fromMs, style));
  }
  const rows = ended.map(({ row }) => row);
  if (!output.json) print(`\n${allTable(rows, performance.now() - startedMs, style, columns())}`);
  return ended;
}

async function oneOfAll(
  entry: Entry,
  round: number | null,
  { options, output }: AllCommand,
  desk: Desk,
): Promise<Ended> {
  const { folder, live, reports, interruption } = desk;
  if (hasOwnTarget(entry) && givesTarget(options)) {
    return skipped(entry, 'It shows something of a target of its own, and another one was given.');
  }
  // Away from a terminal each takes one line; its story is in its report.
  const quiet = output.quiet || process.stdout.isTTY !== true;
  const one = {
    entry,
    // A study has no checks that these limits are of.
    options: limitsFor(isStudyEntry(entry) ? { checks: [] } : entry, options),
    output: { ...output, quiet },
    out: join(folder, ...(round === null ? [] : [`run-${round}`]), entry.name),
    ...{ live, interruption },
  };
  try {
    const name = round === null ? entry.name : `${entry.name}, run ${round}`;
    const record = await reports.add(name, interruption, () => make(one));
    return { row: allRow(record), status: exitStatus(record) };
  } catch (error) {
    if (error instanceof NotPermitted) {
      reports.skip();
      return skipped(entry, error.message);
    }
    const status = statusOf(error, interruption);
    return { row: rowWithoutRecord(entry.name, 'could not run', (error as Error).message), status };
  }
}

/** A control, or a study of a server that is made for it. */
const hasOwnTarget = (entry: Entry): boolean =>
  isStudyEntry(entry) ? entry.ofItsOwnServer === true : entry.expectation !== undefined;

const skipped = ({ name }: Entry, why: string): Ended => ({
  row: rowWithoutRecord(name, 'skipped', why),
  status: null,
});
