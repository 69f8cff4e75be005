import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord } from '../record.js';
import { run } from '../run.js';
import type { RunOptions } from '../run-options.js';
import type { Scenario } from '../scenario.js';
import { TargetNotReady, UsageError } from '../usage-error.js';
import { type Exercise, type NotReady, type Ran, type TrialName, type Trials, trialNames } from './exercise.js';
import { type Grade, gradeOf, notGraded } from './grade.js';

/** Long for a module that boots at all, and short for the forty of a class. */
const startWithinMs = 15_000;

export interface Grading {
  exercise: Exercise;
  options: Pick<RunOptions, 'path' | 'port' | 'workers'>;
  /** Folder for its runs, one below it for each. */
  out: string;
  signal: AbortSignal;
  onTrial(name: TrialName): void;
  onRecord(record: RunRecord, folder: string): void;
}

/**
 * Tries a module of the exercise and grades it. Whatever is wrong with it, and whatever goes wrong here, is in the grade.
 * @throws the reason of `signal` if that was aborted before anything could be graded.
 */
export async function gradeModule(file: string, grading: Grading): Promise<Grade> {
  if (!existsSync(file)) return notGraded(file, ['There is no such file.']);
  const notes: string[] = [];
  try {
    return await tried(file, grading, notes);
  } catch (error) {
    if (grading.signal.aborted) throw grading.signal.reason;
    const message = error instanceof Error ? error.message : String(error);
    return notGraded(file, [...notes, error instanceof UsageError ? message : `refork itself failed: ${message}`]);
  }
}

async function tried(file: string, grading: Grading, notes: string[]): Promise<Grade> {
  const { exercise } = grading;
  const options: RunOptions = { workers: 2, ...grading.options, target: file, startWithinMs };
  let quiet = await trial('quiet', exercise.quiet, options, grading);
  if (quiet.kind === 'not-ready' && quiet.diagnosis.kind === 'listens-elsewhere') {
    options.port = quiet.diagnosis.port;
    notes.push(`It does not read process.env.PORT, but listens on port ${options.port}.`);
    quiet = await trial('quiet', exercise.quiet, options, grading);
  }
  if (quiet.kind === 'not-ready') return gradeOf(file, { quiet }, notes);
  notes.push(...quiet.record.notes);
  const workers = quiet.record.supervision.steadyWorkers;
  const trials: Trials = { quiet };
  for (const name of trialNames) {
    if (name === 'quiet' || grading.signal.aborted) continue;
    trials[name] = await trial(name, exercise[name](workers), options, grading);
  }
  return gradeOf(file, trials, notes);
}

async function trial(
  name: TrialName,
  scenario: Scenario,
  options: RunOptions,
  { out, signal, onTrial, onRecord }: Grading,
): Promise<Ran | NotReady> {
  onTrial(name);
  const folder = join(out, name);
  try {
    const record = await run(scenario, options, { signal, out: folder });
    onRecord(record, folder);
    return { kind: 'ran', record, folder };
  } catch (error) {
    if (!(error instanceof TargetNotReady)) throw error;
    return { kind: 'not-ready', diagnosis: error.diagnosis, lastWords: error.lastWords };
  }
}
