import { join } from 'node:path';
import { type AllRow, allRow, allTable } from '../../reports/terminal/list.js';
import { scenarios } from '../../scenarios/index.js';
import type { Command } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { freshFolder } from '../files.js';
import { limitsFor } from '../plan.js';
import type { Scenario } from '../scenario.js';
import { type CallReports, withReports } from './call-reports.js';
import { type Live, withLive } from './live-page.js';
import { runOnce } from './run-once.js';
import { statusOf, worstStatus } from './statuses.js';
import { tellKept, tellResults } from './tell-result.js';
import { columns, print, styleOf } from './terminal.js';

type AllCommand = Extract<Command, { kind: 'all' }>;

/** `refork all`: runs each scenario in turn, also after one that could not be run. */
export const allCommand = (command: AllCommand, interruption: AbortSignal): Promise<number> =>
  withLive(command.output, (live) => {
    const folder = command.output.out ?? freshFolder('all');
    return withReports(folder, command.output, (reports) => all(command, { folder, live, reports, interruption }));
  });

interface Desk {
  folder: string;
  live: Live;
  reports: CallReports;
  interruption: AbortSignal;
}

async function all({ options, output }: AllCommand, { folder, live, reports, interruption }: Desk): Promise<number> {
  const rows: AllRow[] = [];
  const statuses: number[] = [];
  for (const scenario of scenarios) {
    if (interruption.aborted) break;
    const limited = limitsFor(scenario, options);
    const one = { scenario, options: limited, output, out: join(folder, scenario.name), live, interruption };
    try {
      const record = await reports.add(scenario.name, interruption, () => runOnce(one));
      rows.push(allRow(record));
      statuses.push(exitStatus(record));
    } catch (error) {
      statuses.push(statusOf(error, interruption));
      rows.push(rowWithoutRecord(scenario));
    }
  }
  const status = worstStatus(statuses);
  if (output.json) return tellResults(reports.results, status);
  print(allTable(rows, styleOf(output.color), columns()));
  tellKept(folder, output);
  return status;
}

const rowWithoutRecord = ({ name, story }: Scenario): AllRow => ({
  ...{ scenario: name, story, outcome: 'could not run' },
  ...{ deaths: null, lost: null, slowestReforkMs: null, availability: null },
});
