import { join } from 'node:path';
import { saveWhole } from '../files.js';
import { environment } from '../machine/environment.js';
import { sealed } from '../record/seal.js';
import { type RunRecord, schema } from '../record.js';
import { monotonicMs } from '../recorder.js';
import { run } from '../run.js';
import type { RunOptions } from '../run-options.js';
import { RecordNotKept, UsageError } from '../usage-error.js';
import { concludeSafely } from './conclude.js';
import { watchIdle } from './idle.js';
import { interview } from './interview.js';
import type { Interview, RunStep, Seen, SeenRun, Step, Study, Toil } from './study.js';
import type { StudyRecord, StudyRun } from './study-record.js';
import { toil } from './toil.js';

/** Who watches a study, and may end it. */
export interface StudyControl {
  /** Aborting it ends the study in order. The records of the runs it made are kept. */
  signal?: AbortSignal;
  /** Folder for `record.json`, with one below it for each step that leaves files. Without it no file is written. */
  out?: string;
  /** Makes a run and keeps its record in the folder; `run` itself unless given. */
  makeRun?(step: RunStep, out: string | undefined): Promise<RunRecord>;
  /** Called before each step, which is number `index` from 0 on. */
  onStep?(step: Step, index: number, of: number): void;
}

/**
 * Makes a study: its steps one after the other, and the conclusion.
 *
 * @returns its record, judged.
 * @throws UsageError if a step could not be taken: the target, the options or the folder are at fault.
 * @throws RecordNotKept, which has the judged record, if that could not be written.
 * @throws the reason of `control.signal` if that was aborted.
 */
export async function conduct(
  study: Study,
  options: RunOptions = {},
  control: StudyControl = {},
): Promise<StudyRecord> {
  const startedAt = new Date();
  const startMs = monotonicMs();
  const seen = await takeSteps(study.steps(options), control);
  const { verdict, findings, sections } = concludeSafely(study, seen);
  const record = sealed<StudyRecord>({
    ...{ schema, kind: 'study', scenario: study.name, story: study.story },
    ...{ startedAt: startedAt.toISOString(), durationMs: monotonicMs() - startMs },
    ...{ environment: environment(), options, expectation: null, doubts: [] },
    ...{ verdict, checks: [...findings], sections: [...sections] },
    runs: seen.runs.map(inShort),
    interviews: [...seen.interviews],
    toils: [...seen.toils],
  });
  if (control.out !== undefined) keep(record, control.out);
  return record;
}

async function takeSteps(steps: readonly Step[], control: StudyControl): Promise<Seen> {
  const { signal, out } = control;
  const seen = { runs: [] as SeenRun[], interviews: [] as Interview[], toils: [] as Toil[] };
  for (const [index, step] of steps.entries()) {
    signal?.throwIfAborted();
    control.onStep?.(step, index, steps.length);
    const folder = out === undefined ? undefined : join(out, step.name);
    if (step.kind === 'run') seen.runs.push(await watchedRun(step, folder, control));
    if (step.kind === 'ask') seen.interviews.push(await interview(step, present({ signal, out: folder })));
    if (step.kind === 'toil') seen.toils.push(await toil(step, signal));
  }
  signal?.throwIfAborted();
  return seen;
}

async function watchedRun(step: RunStep, out: string | undefined, { signal, makeRun }: StudyControl): Promise<SeenRun> {
  using idle = watchIdle();
  const record = await (makeRun?.(step, out) ?? run(step.scenario, step.options, present({ signal, out })));
  const zeroMs = Date.parse(record.startedAt);
  const { loadFromMs, loadUntilMs } = record.phases;
  return { step: step.name, record, idleCores: idle.idleCores(zeroMs + loadFromMs, zeroMs + loadUntilMs) };
}

const inShort = ({ step, record, idleCores }: SeenRun): StudyRun => ({
  ...{ step, record: `${step}/record.json`, verdict: record.verdict },
  ...{ deaths: record.supervision.deaths, lost: record.ledger.lost, idleCores },
});

function keep(record: StudyRecord, out: string): void {
  try {
    saveWhole(join(out, 'record.json'), `${JSON.stringify(record, null, 1)}\n`);
  } catch (error) {
    throw error instanceof UsageError ? new RecordNotKept(error.message, record) : error;
  }
}

const present = ({ signal, out }: { signal: AbortSignal | undefined; out: string | undefined }) => ({
  ...(signal !== undefined && { signal }),
  ...(out !== undefined && { out }),
});
