import { supportsColor, supportsColorStderr } from 'chalk';
import { Narrator } from '../../reports/terminal/narrator.js';
import type { Screen } from '../../reports/terminal/screen.js';
import { screenFor } from '../../reports/terminal/screen-for.js';
import type { RunRecord } from '../record.js';
import { run } from '../run.js';
import type { OutputOptions, RunOptions } from '../run-options.js';
import type { Scenario } from '../scenario.js';
import type { Live } from './live-page.js';
import { type Telling, tellStory } from './telling.js';
import { screenStream, styleOf } from './terminal.js';
import { keeping, writeRunReports } from './write-reports.js';

/** One run that a command line asked for. */
export interface OneRun {
  scenario: Scenario;
  options: RunOptions;
  output: OutputOptions;
  /** Folder for its files. */
  out: string;
  live: Live;
  interruption: AbortSignal;
}

/** Runs a scenario with a screen that shows it going on, or as a story, and writes its reports. */
export async function runOnce(one: OneRun): Promise<RunRecord> {
  const { scenario, output, out, interruption } = one;
  const stream = screenStream(output);
  const style = styleOf(output.color, output.json ? supportsColorStderr : supportsColor);
  const story = output.tell ? tellStory(scenario, stream, style, interruption) : null;
  try {
    const screen = screenFor({ output: stream, quiet: output.quiet || story !== null, env: process.env, style });
    const record = await shown(one, screen, story);
    keeping(record, () => writeRunReports(record, out, output.formats));
    await story?.finish(record);
    return record;
  } finally {
    story?.breakOff();
  }
}

async function shown(one: OneRun, screen: Screen, story: Telling | null): Promise<RunRecord> {
  const { scenario, options, out, live, interruption } = one;
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
      signal: interruption,
      onEvent(event) {
        page?.event(event);
        story?.event(event);
        if (event.kind === 'target-launched') narrator = new Narrator(event.port);
        tell(event.atMs, narrator?.tell(event) ?? []);
      },
      onProgress(progress) {
        page?.progress(progress);
        screen.show({ ...progress, scenario: scenario.name, phase: phases[progress.phase], lines });
      },
    });
    page?.finish(record);
    return record;
  } catch (error) {
    page?.breakOff(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    screen.finish();
  }
}

const phases = {
  starting: 'the target starts',
  steady: 'steady state',
  fault: 'the fault is on',
  recovery: 'the fault is off, on the way back',
  stopping: 'stopping',
};
