import { join } from 'node:path';
import { repeatTable } from '../../reports/terminal/repeat.js';
import { scenarios } from '../../scenarios/index.js';
import type { Command } from '../command.js';
import { freshFolder } from '../files.js';
import type { RunRecord } from '../record.js';
import { judgeRepeated } from '../repeated.js';
import type { Scenario } from '../scenario.js';
import { type CallReports, withReports } from './call-reports.js';
import { type Live, withLive } from './live-page.js';
import { predict, tellPrediction } from './predicting.js';
import { runOnce } from './run-once.js';
import { tellKept, tellResult, tellResults } from './tell-result.js';
import { columns, print, styleOf } from './terminal.js';

type RunCommand = Extract<Command, { kind: 'run' }>;

/** All that a run of the command needs. */
interface Desk {
  folder: string;
  live: Live;
  reports: CallReports;
  interruption: AbortSignal;
}

/** `refork <scenario>`: runs it, once or as often as was asked for. */
export const runCommand = (command: RunCommand, interruption: AbortSignal): Promise<number> =>
  withLive(command.output, (live) => {
    const folder = command.output.out ?? freshFolder(command.scenario);
    const how = command.output.repeat === 1 ? single : repeated;
    return withReports(folder, command.output, (reports) => how(command, { folder, live, reports, interruption }));
  });

async function single({ scenario, options, output }: RunCommand, desk: Desk): Promise<number> {
  const { folder: out, live, reports, interruption } = desk;
  const one = { scenario: named(scenario), options, output, out, live, interruption };
  const prediction = output.predict ? await predict(one) : null;
  const record = await reports.add(scenario, interruption, () => runOnce(one));
  const status = tellResult(record, output, out);
  if (prediction !== null) tellPrediction(prediction, record, output);
  return status;
}

async function repeated({ scenario, options, output }: RunCommand, desk: Desk): Promise<number> {
  const { folder, live, reports, interruption } = desk;
  const records: RunRecord[] = [];
  while (records.length < output.repeat && !interruption.aborted) {
    const number = records.length + 1;
    const one = { scenario: named(scenario), options, output, out: join(folder, `run-${number}`), live, interruption };
    const record = await reports.add(`${scenario}, run ${number}`, interruption, () => runOnce(one));
    records.push(record);
    if (!output.json) tellResult(record, { ...output, quiet: true });
  }
  const { status } = judgeRepeated(records);
  if (output.json) return tellResults(reports.results, status);
  print(repeatTable(records, styleOf(output.color), columns()));
  tellKept(folder, output);
  return status;
}

/** One that is known to be there: the command line was read with the names of all. */
const named = (name: string): Scenario => scenarios.find((each) => each.name === name) as Scenario;
