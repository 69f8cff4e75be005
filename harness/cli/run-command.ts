import { join } from 'node:path';
import { repeatTable } from '../../reports/terminal/repeat.js';
import { freshFolder } from '../files.js';
import { judgeRepeated } from '../repeated.js';
import type { OutputOptions } from '../run-options.js';
import type { AnyRecord } from '../study/study-record.js';
import { UsageError } from '../usage-error.js';
import { type CallReports, withReports } from './call-reports.js';
import { entryNamed, isStudyEntry } from './catalogue.js';
import type { Command } from './command.js';
import { type Live, withLive } from './live-page.js';
import { make } from './make.js';
import { predict, tellPrediction } from './predicting.js';
import { runOnce } from './run-once.js';
import { studyOnce } from './study-once.js';
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
  const entry = entryNamed(scenario);
  if (isStudyEntry(entry)) {
    refuseForStudies(scenario, output);
    const one = { study: entry, options, output, out, live, interruption };
    return tellResult(await reports.add(scenario, interruption, () => studyOnce(one)), output, out);
  }
  const one = { scenario: entry, options, output, out, live, interruption };
  const prediction = output.predict ? await predict(one) : null;
  const record = await reports.add(scenario, interruption, () => runOnce(one));
  const status = tellResult(record, output, out);
  if (prediction !== null) tellPrediction(prediction, record, output);
  return status;
}

async function repeated({ scenario, options, output }: RunCommand, desk: Desk): Promise<number> {
  const { folder, live, reports, interruption } = desk;
  const records: AnyRecord[] = [];
  while (records.length < output.repeat && !interruption.aborted) {
    const number = records.length + 1;
    const one = {
      entry: entryNamed(scenario),
      options,
      output,
      out: join(folder, `run-${number}`),
      live,
      interruption,
    };
    const record = await reports.add(`${scenario}, run ${number}`, interruption, () => make(one));
    records.push(record);
    if (!output.json) tellResult(record, { ...output, quiet: true });
  }
  const { status } = judgeRepeated(records);
  if (output.json) return tellResults(reports.results, status);
  print(repeatTable(records, styleOf(output.color), columns()));
  tellKept(folder, output);
  return status;
}

function refuseForStudies(name: string, { tell, predict }: OutputOptions): void {
  const [option] = [tell ? '--tell' : [], predict ? '--predict' : []].flat();
  if (option === undefined) return;
  throw new UsageError(`${option} is about one run, and ${name} is a study, which has none or several. Leave it out.`);
}
