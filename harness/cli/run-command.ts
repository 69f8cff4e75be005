import { join } from 'node:path';
import { repeatTable } from '../../reports/terminal/repeat.js';
import { scenarios } from '../../scenarios/index.js';
import type { Command } from '../command.js';
import { exitStatus } from '../exit-status.js';
import { freshFolder } from '../files.js';
import type { RunRecord } from '../record.js';
import type { Scenario } from '../scenario.js';
import { type Live, withLive } from './live-page.js';
import { runOnce } from './run-once.js';
import { worstStatus } from './statuses.js';
import { tellResult } from './tell-result.js';
import { columns, print, styleOf } from './terminal.js';

type RunCommand = Extract<Command, { kind: 'run' }>;

/** `refork <scenario>`: runs it, once or as often as was asked for. */
export const runCommand = (command: RunCommand, interruption: AbortSignal): Promise<number> =>
  withLive(command.output, (live) =>
    command.output.repeat === 1 ? single(command, live, interruption) : repeated(command, live, interruption),
  );

async function single({ scenario, options, output }: RunCommand, live: Live, interruption: AbortSignal) {
  const out = output.out ?? freshFolder(scenario);
  const record = await runOnce({ scenario: named(scenario), options, output, out, live, interruption });
  return tellResult(record, output, out);
}

async function repeated({ scenario, options, output }: RunCommand, live: Live, interruption: AbortSignal) {
  const folder = output.out ?? freshFolder(scenario);
  const records: RunRecord[] = [];
  while (records.length < output.repeat && !interruption.aborted) {
    const out = join(folder, `run-${records.length + 1}`);
    const record = await runOnce({ scenario: named(scenario), options, output, out, live, interruption });
    records.push(record);
    tellResult(record, { ...output, quiet: true, json: false });
  }
  print(repeatTable(records, styleOf(output.color), columns()));
  return worstStatus(records.map(exitStatus));
}

/** One that is known to be there: the command line was read with the names of all. */
const named = (name: string): Scenario => scenarios.find((each) => each.name === name) as Scenario;
