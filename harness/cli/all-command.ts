import { join } from 'node:path';
import { type AllRow, allRow, allTable } from '../../reports/terminal/list.js';
import { scenarios } from '../../scenarios/index.js';
import type { Command } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { freshFolder } from '../files.js';
import { limitsFor } from '../plan.js';
import type { Scenario } from '../scenario.js';
import { withLive } from './live-page.js';
import { runOnce } from './run-once.js';
import { statusOf, worstStatus } from './statuses.js';
import { columns, print, styleOf } from './terminal.js';

/** `refork all`: runs each scenario in turn, also after one that could not be run. */
export const allCommand = (
  { options, output }: Extract<Command, { kind: 'all' }>,
  interruption: AbortSignal,
): Promise<number> =>
  withLive(output, async (live) => {
    const folder = output.out ?? freshFolder('all');
    const rows: AllRow[] = [];
    const statuses: number[] = [];
    for (const scenario of scenarios) {
      if (interruption.aborted) break;
      const out = join(folder, scenario.name);
      try {
        const limited = limitsFor(scenario, options);
        const record = await runOnce({ scenario, options: limited, output, out, live, interruption });
        rows.push(allRow(record));
        statuses.push(exitStatus(record));
      } catch (error) {
        statuses.push(statusOf(error, interruption));
        rows.push(rowWithoutRecord(scenario));
      }
    }
    print(allTable(rows, styleOf(output.color), columns()));
    return worstStatus(statuses);
  });

const rowWithoutRecord = ({ name, story }: Scenario): AllRow => ({
  ...{ scenario: name, story, outcome: 'could not run' },
  ...{ deaths: null, lost: null, slowestReforkMs: null, availability: null },
});
