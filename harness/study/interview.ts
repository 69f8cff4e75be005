import { once } from 'node:events';
import http from 'node:http';
import { Ending } from '../ending.js';
import { RunFolder } from '../files.js';
import { Observation } from '../observation.js';
import { planOf } from '../plan.js';
import { Recorder } from '../recorder.js';
import type { Scenario } from '../scenario.js';
import { portForTarget } from '../target/free-port.js';
import { Switchboard } from '../target/switchboard.js';
import { startTarget, type Target } from '../target/target.js';
import { UsageError } from '../usage-error.js';
import type { Answer, AskStep, Interview } from './study.js';

const answerWithinMs = 10_000;
/** More of an answer is nobody's to read. */
const longestBody = 1000;

export interface InterviewControl {
  signal?: AbortSignal;
  /** Folder for `events.ndjson`. Without it no file is written. */
  out?: string;
}

/**
 * Starts a server as a run would, asks it one path after the other, each on a new connection, and ends it.
 * @throws UsageError if it does not start or does not answer; or the reason of the signal.
 */
export async function interview(step: AskStep, control: InterviewControl = {}): Promise<Interview> {
  const plan = planOf(silent(step), step.options);
  const port = await portForTarget(step.options.port);
  using folder = control.out === undefined ? null : new RunFolder(control.out);
  const recorder = new Recorder(folder ?? { write() {} });
  using ending = new Ending(control.signal);
  recorder.record({ kind: 'run-started', scenario: step.name });

  await using switchboard = new Switchboard();
  const observation = new Observation(recorder, port, switchboard);
  await using target = await startTarget({
    ...{ plan, port, switchboard, recorder, roster: observation.roster },
    nodeOptions: [],
    onMemory() {},
    onPrimaryGone: () => ending.end({ kind: 'primary-gone' }),
    signal: ending.signal,
  });
  const answers: Answer[] = [];
  for (const path of step.paths) answers.push(await answerTo(path, target, ending.signal));
  await target.stop('SIGTERM', plan.graceMs);
  return { step: step.name, target: plan.target, workers: target.steadyWorkers, answers };
}

/** What a plan needs of a scenario. Nothing of it is loaded or judged. */
const silent = ({ name, target }: AskStep): Scenario => ({
  ...{ name, story: '', load: { connections: 1, durationMs: 1000 }, checks: [] },
  ...(target !== undefined && { target }),
});

async function answerTo(path: string, { url }: Target, signal: AbortSignal): Promise<Answer> {
  const timeLimit = AbortSignal.timeout(answerWithinMs);
  try {
    const request = http.get(new URL(path, url), { agent: false, signal: AbortSignal.any([signal, timeLimit]) });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    let body = '';
    for await (const text of response.setEncoding('utf8')) body = `${body}${text}`.slice(0, longestBody);
    return { path, status: response.statusCode ?? 0, body };
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal);
    const why = timeLimit.aborted ? `nothing came within ${answerWithinMs / 1000} s` : (error as Error).message;
    throw new UsageError(`The target did not answer GET ${path} (${why}). See whether it crashes or hangs there.`);
  }
}

/** Of an interruption the user's own, so that it is known as one. */
function reasonOf({ reason }: AbortSignal): unknown {
  return reason instanceof Error
    ? reason
    : new UsageError('The primary ended before all was asked. Look at its output.');
}
