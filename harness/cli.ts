#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { supportsColor, supportsColorStderr } from 'chalk';
import { type LiveServer, serveLive } from '../reports/live/serve.js';
import { renderers } from '../reports/render.js';
import { type AllRow, allRow, allTable, list } from '../reports/terminal/list.js';
import { Narrator } from '../reports/terminal/narrator.js';
import { repeatTable } from '../reports/terminal/repeat.js';
import { screenFor } from '../reports/terminal/screen-for.js';
import { plain, type Style, styleFor } from '../reports/terminal/style.js';
import { quietSummary, summary } from '../reports/terminal/summary.js';
import { scenarios } from '../scenarios/index.js';
import { type Command, readCommand } from './command.js';
import { reforkVersion } from './environment.js';
import { exitStatus } from './exit-status.js';
import { freshFolder, makeFolder, saveWhole } from './files.js';

import { help } from './help.js';
import { limitsFor } from './plan.js';
import { readRecord, rejudge } from './read-record.js';
import type { RunRecord } from './record.js';
import { run } from './run.js';
import type { Format, OutputOptions, RunOptions } from './run-options.js';
import type { Scenario } from './scenario.js';
import { RecordNotKept, UsageError } from './usage-error.js';

/** Exit statuses besides those of a verdict. */
const couldNotRun = 3;
const wasInterrupted = 130;

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time the target is killed by what runs at exit, and nothing is waited for.
    if (interruption.signal.aborted) process.exit(wasInterrupted);
    process.stderr.write(`\n${signal}: stopping the run in order. Once more stops it at once.\n`);
    interruption.abort(new Error(signal));
  });
}

// Whoever read our lines is gone (`| head`): nobody waits for the rest, so the run is ended in order.
process.stdout.on('error', () => interruption.abort(new Error('nobody reads the output')));

async function carryOut(command: Command): Promise<number> {
  switch (command.kind) {
    case 'help':
      print(help(scenarios));
      return 0;
    case 'version':
      print(`${reforkVersion}\n`);
      return 0;
    case 'list':
      print(list(scenarios, styleOf(command.color), columns()));
      return 0;
    case 'check':
      return report(rejudge(readRecord(command.record)), command);
    case 'report':
      return renderAgain(readRecord(command.record), command.formats, command.out ?? dirname(command.record));
    case 'run':
      return withLive(command.output, (live) => runNamed(command.scenario, command.options, command.output, live));
    case 'all':
      return withLive(command.output, (live) => runAll(command.options, command.output, live));
  }
}

async function runNamed(name: string, options: RunOptions, output: OutputOptions, live: Live): Promise<number> {
  const scenario = scenarios.find((each) => each.name === name) as Scenario;
  const out = output.out ?? freshFolder(name);
  if (output.repeat === 1) return report(await runOnce(scenario, options, output, out, live), output, out);
  const records: RunRecord[] = [];
  while (records.length < output.repeat && !interruption.signal.aborted) {
    const record = await runOnce(scenario, options, output, join(out, `run-${records.length + 1}`), live);
    records.push(record);
    report(record, { ...output, quiet: true, json: false });
  }
  print(repeatTable(records, styleOf(output.color), columns()));
  return worstStatus(records.map(exitStatus));
}

async function runAll(options: RunOptions, output: OutputOptions, live: Live): Promise<number> {
  const out = output.out ?? freshFolder('all');
  const rows: AllRow[] = [];
  const statuses: number[] = [];
  for (const scenario of scenarios) {
    if (interruption.signal.aborted) break;
    try {
      const record = await runOnce(scenario, limitsFor(scenario, options), output, join(out, scenario.name), live);
      rows.push(allRow(record));
      statuses.push(exitStatus(record));
    } catch (error) {
      statuses.push(statusOf(error));
      rows.push(rowWithoutRecord(scenario));
    }
  }
  print(allTable(rows, styleOf(output.color), columns()));
  return worstStatus(statuses);
}

/** Runs a scenario with a screen that shows it going on. */
async function runOnce(
  scenario: Scenario,
  options: RunOptions,
  output: OutputOptions,
  out: string,
  live: Live,
): Promise<RunRecord> {
  const stream = output.json ? process.stderr : process.stdout;
  const style = styleOf(output.color, output.json ? supportsColorStderr : supportsColor);
  const screen = screenFor({ output: stream, quiet: output.quiet, env: process.env, style });
  const lines: string[] = [];
  let narrator: Narrator | undefined;
  const tell = (atMs: number, said: readonly string[]): void => {
    screen.tell(atMs, said);
    lines.push(...said);
    lines.splice(0, lines.length - 20);
  };
  const page = live?.begin({ name: scenario.name, story: scenario.story, enforce: options.enforce ?? 'harness' });
  try {
    const record = await run(scenario, options, {
      out,
      signal: interruption.signal,
      onEvent(event) {
        page?.event(event);
        if (event.kind === 'target-launched') narrator = new Narrator(event.port);
        tell(event.atMs, narrator?.tell(event) ?? []);
      },
      onProgress(progress) {
        page?.progress(progress);
        screen.show({ ...progress, scenario: scenario.name, phase: phases[progress.phase], lines });
      },
    });
    page?.finish(record);
    writeReports(record, out, output.formats);
    return record;
  } catch (error) {
    page?.breakOff(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    screen.finish();
  }
}

type Live = LiveServer | undefined;

/** Does the work with the live page open, if it was asked for. */
async function withLive(output: OutputOptions, work: (live: Live) => Promise<number>): Promise<number> {
  if (output.live === undefined) return work(undefined);
  const live = await serveLive(output.live === true ? {} : { port: output.live });
  process.stderr.write(`The live page is at ${live.url}\n`);
  try {
    return await work(live);
  } finally {
    await live.close();
  }
}

/** Writes the reports that are files, and says where they are. */
function writeReports(record: RunRecord, folder: string, formats: readonly Format[]): string[] {
  return formats.flatMap((format) => {
    const renderer = renderers[format];
    if (renderer === undefined) return [];
    const path = join(folder, renderer.file);
    saveWhole(path, renderer.render(record));
    return [path];
  });
}

function renderAgain(record: RunRecord, formats: readonly Format[], folder: string): number {
  makeFolder(folder);
  for (const path of writeReports(record, folder, formats)) print(`Written: ${path}\n`);
  return 0;
}

const phases = {
  starting: 'the target starts',
  steady: 'steady state',
  fault: 'the fault is on',
  recovery: 'the fault is off, on the way back',
  stopping: 'stopping',
};

/** Says how a run ended, and gives the status for it. */
function report(
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

const rowWithoutRecord = ({ name, story }: Scenario): AllRow => ({
  ...{ scenario: name, story, outcome: 'could not run' },
  ...{ deaths: null, lost: null, slowestReforkMs: null, availability: null },
});

/** What is worse for whoever asks: not run, then failed, then undecided. */
const worstStatus = (statuses: readonly number[]): number =>
  [couldNotRun, 1, 2].find((status) => statuses.includes(status)) ?? 0;

function statusOf(error: unknown): number {
  if (interruption.signal.aborted) return wasInterrupted;
  if (!(error instanceof UsageError)) throw error;
  // What was seen is not lost on whoever sits at the terminal.
  if (error instanceof RecordNotKept) process.stderr.write(summary(error.record, plain, columns()));
  process.stderr.write(`${error.message}\n`);
  return couldNotRun;
}

function print(text: string): void {
  process.stdout.write(text);
}

function styleOf(color: boolean, support = supportsColor): Style {
  return styleFor(color && (process.env.NO_COLOR ?? '') === '' && support ? support.level : 0);
}

function columns(): number {
  return Math.min(process.stdout.columns ?? 100, 120);
}

try {
  const command = readCommand(
    process.argv.slice(2),
    scenarios.map(({ name }) => name),
  );
  process.exitCode = await carryOut(command);
} catch (error) {
  process.exitCode = statusOf(error);
}
if (interruption.signal.aborted) process.exitCode = wasInterrupted;
