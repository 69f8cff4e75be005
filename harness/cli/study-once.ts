import { conduct } from '../study/conduct.js';
import type { RunStep, Step, Study } from '../study/study.js';
import type { StudyRecord } from '../study/study-record.js';
import { type OneRun, runOnce } from './run-once.js';
import { screenStream } from './terminal.js';
import { keeping, writeRunReports } from './write-reports.js';

/** One study that a command line asked for. */
export type OneStudy = Omit<OneRun, 'scenario'> & { study: Study };

/** Makes a study: one line a step, of its runs the view that a terminal can show, and in the end its reports. */
export async function studyOnce({ study, options, ...rest }: OneStudy): Promise<StudyRecord> {
  const { output, out, interruption } = rest;
  const stream = screenStream(output);
  // What happens in each of its runs, line by line, would be a log of hundreds of lines; the records have it.
  const ofRuns = { ...output, quiet: output.quiet || stream.isTTY !== true };
  const record = await conduct(study, options, {
    ...{ signal: interruption, out },
    makeRun: ({ scenario, options }: RunStep, folder = out) =>
      runOnce({ ...rest, scenario, options, output: ofRuns, out: folder }),
    onStep(step, index, of) {
      if (!output.quiet) stream.write(`  ${index + 1} of ${of}  ${doing(step)}\n`);
    },
  });
  keeping(record, () => writeRunReports(record, out, output.formats));
  return record;
}

function doing(step: Step): string {
  switch (step.kind) {
    case 'run':
      return `${step.name}: ${step.scenario.story}`;
    case 'ask':
      return `${step.name}: ${step.paths.length} requests, each on a new connection`;
    case 'toil':
      return `${step.name}: what the machine itself can do`;
  }
}
