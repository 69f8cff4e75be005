import { openKernelCeiling } from './ceiling/kernel.js';
import { openSampler } from './ceiling/sample.js';
import { adviceOnCpu } from './checks/starvation.js';
import { judge } from './checks/verdict.js';
import { type EarlyEnd, Ending } from './ending.js';
import { gatherEvidence } from './evidence.js';
import { RunFolder } from './files.js';
import { prepareLoad } from './load/load.js';
import type { LoadResult } from './load/messages.js';
import { environment } from './machine/environment.js';
import { shortcomings } from './machine/platform.js';
import { Observation, type Progress } from './observation.js';
import { ceilingBytesOf, heapLimit, type Plan, phasesOf, planOf, settingsOf } from './plan.js';
import { sealed } from './record/seal.js';
import type { Phases, RunEvent, RunRecord } from './record.js';
import { Recorder } from './recorder.js';
import type { RunOptions } from './run-options.js';
import type { Fault, Scenario, Strike } from './scenario.js';
import { signalProcess } from './target/family.js';
import { portForTarget } from './target/free-port.js';
import { startStriking } from './target/strike.js';
import { Switchboard } from './target/switchboard.js';
import { startTarget } from './target/target.js';
import { RecordNotKept, UsageError } from './usage-error.js';
import { watch } from './watch.js';
import { count } from './words/format.js';

/** Who watches a run, and may end it. */
export interface RunControl {
  /** Aborting it ends the run in order: what was recorded is judged, with a doubt. */
  signal?: AbortSignal;
  /** Folder for `events.ndjson`, written as the run goes on, and `record.json`. Without it no file is written. */
  out?: string;
  onEvent?(event: RunEvent): void;
  /** About ten times a second. */
  onProgress?(progress: Progress): void;
}

/**
 * Runs a scenario once: a story in eight steps.
 *
 * @returns the record, judged, however the load went.
 * @throws UsageError if nothing could be run: the target, the options or the folder are at fault, and the message says which.
 * @throws RecordNotKept, which has the judged record, if that could not be written.
 * @throws the reason of `control.signal` if it was aborted before the load began.
 */
export async function run(scenario: Scenario, options: RunOptions = {}, control: RunControl = {}): Promise<RunRecord> {
  // 1. Decide what exactly is to be run, and whether it can be here.
  const seenLess = shortcomings();
  const plan = planOf(scenario, options);
  const port = await portForTarget(options.port);
  using folder = control.out === undefined ? null : new RunFolder(control.out);
  const recorder = new Recorder(folder ?? { write() {} });
  if (control.onEvent !== undefined) recorder.follow((event) => control.onEvent?.(event));
  using ending = new Ending(control.signal);
  recorder.record({ kind: 'run-started', scenario: scenario.name });

  // 2. Start the target, with the agent in each of its processes, and wait until it serves.
  await using load = prepareLoad();
  await using switchboard = new Switchboard();
  using sampler = openSampler();
  const observation = new Observation(recorder, port, switchboard);
  using progress = observation.tellProgress(plan.durationMs, control.onProgress);
  await using kernel = plan.enforce === 'kernel' ? openKernelCeiling(recorder) : null;
  await using target = await startTarget({
    plan,
    port,
    switchboard,
    recorder,
    roster: observation.roster,
    nodeOptions: heapLimit(plan),
    ...(kernel !== null && { memoryGroups: kernel.folder }),
    onMemory: (pid, rssBytes) => sampler.report(pid, rssBytes),
    onPrimaryGone: () => ending.end({ kind: 'primary-gone' }),
    signal: ending.signal,
  });
  await load.up;

  // 3. Know its steady state: who serves, with how much memory, and where its ceiling is.
  const bootRssBytes = observation.highestRss(sampler);
  const ceilingBytes = ceilingBytesOf(plan, bootRssBytes ?? 0);
  progress.ceilingBytes = ceilingBytes;
  kernel?.assure();
  if (ceilingBytes !== null) kernel?.enforce(ceilingBytes, observation.roster.living(), sampler);

  // 4. Load it, and watch: the ledger from inside the load, the prober and the guard from outside.
  const watching = watch({ plan, target, observation, sampler, ceilingBytes, load });
  void watching.failed.then((end) => ending.end(end));
  const loadFromMs = await ending.orSooner(watching.begun, () => recorder.nowMs());
  recorder.record({ kind: 'load-started' }, loadFromMs);

  const strikeWith = (strike: Strike | undefined): (() => void) =>
    strike === undefined
      ? () => {}
      : startStriking({
          ...{ strike, primaryPid: target.primaryPid, send: signalProcess },
          living: () => observation.roster.living(),
          record: (event) => recorder.record(event),
        });

  // 5. A steady state first, then the fault, then the way back: where one ends late, the next is as long as planned all the same.
  const phases = phasesOf(loadFromMs, plan);
  const faultMs = phases.faultUntilMs - phases.faultFromMs;
  const wayBackMs = phases.loadUntilMs - phases.faultUntilMs;
  const until = (atMs: number): Promise<boolean> => ending.pause(atMs - recorder.nowMs());
  progress.phase = 'steady';
  if (await until(phases.faultFromMs)) {
    progress.phase = 'fault';
    phases.faultFromMs = recorder.nowMs();
    if (scenario.fault !== undefined) {
      switchboard.arm();
      recorder.record({ kind: 'fault-armed', fault: scenario.fault.name });
    }
    const stopStriking = strikeWith(scenario.fault?.strike);
    await until(phases.faultFromMs + faultMs);
    stopStriking();
    progress.phase = 'recovery';
    phases.faultUntilMs = recorder.nowMs();
    if (scenario.fault !== undefined) {
      switchboard.disarm();
      recorder.record({ kind: 'fault-disarmed', fault: scenario.fault.name });
    }
    await until(phases.faultUntilMs + wayBackMs);
  }

  // 6. Stop the load and those who watch.
  phases.loadUntilMs = recorder.nowMs();
  phases.faultUntilMs = Math.min(phases.faultUntilMs, phases.loadUntilMs);
  phases.faultFromMs = Math.min(phases.faultFromMs, phases.loadUntilMs);
  recorder.record({ kind: 'load-stopped' }, phases.loadUntilMs);
  progress.phase = 'stopping';
  const watched = await watching.stop();

  // 7. End the target, and see what outlives it.
  const shutdown = await target.stop('SIGTERM', plan.graceMs);

  // 8. Put together what was seen, keep it, judge it.
  const seen = gatherEvidence({
    scenario,
    settings: settingsOf(plan, port, target.steadyWorkers, ceilingBytes, bootRssBytes),
    expectation: plan.expectation,
    environment: environment(),
    startedAt: recorder.startedAt,
    durationMs: recorder.nowMs(),
    events: recorder.events,
    observation,
    phases,
    primaryPid: target.primaryPid,
    ...watched,
    shutdown,
    reforkWithinMs: plan.checks.find(({ name }) => name === 'refork')?.limits.withinMs,
    overBy: plan.checks.find(({ name }) => name === 'ceiling')?.limits.overBy,
    stderr: target.stderr(),
    doubts: [
      ...doubtsOf(ending.cause, phases, folder, isMeant(scenario.fault)),
      ...target.doubts(),
      ...shortageOf(watched.load),
      ...(kernel?.doubts() ?? []),
    ],
    notes: [...seenLess, ...notesOf(plan, target.steadyWorkers, target.firstStatus), ...(kernel?.notes() ?? [])],
  });
  const evidence = { ...seen, notes: [...seen.notes, ...adviceOnCpu(seen)] };
  const record = sealed({ ...evidence, ...judge(evidence, plan.checks) });
  keep(record, folder);
  return record;
}

function keep(record: RunRecord, folder: RunFolder | null): void {
  try {
    folder?.save('record.json', `${JSON.stringify(record, null, 1)}\n`);
  } catch (error) {
    throw error instanceof UsageError ? new RecordNotKept(error.message, record) : error;
  }
}

/** Whether the fault is the death of the primary, so that it ends the run as planned. */
const isMeant = (fault: Fault | undefined): boolean => fault?.strike?.to === 'primary' && fault.strike.lethal;

function doubtsOf(
  cause: EarlyEnd | null,
  { loadFromMs, loadUntilMs }: Phases,
  folder: RunFolder | null,
  primaryIsMeant: boolean,
): string[] {
  const after = `after ${((loadUntilMs - loadFromMs) / 1000).toFixed(1)} s of load`;
  const doubts: string[] = [];
  if (cause?.kind === 'interrupted') doubts.push(`The run was interrupted ${after}.`);
  if (cause?.kind === 'primary-gone' && !primaryIsMeant)
    doubts.push(`The primary itself ended ${after}, which cut the run short.`);
  if (cause?.kind === 'load-failed') doubts.push(`The load broke off ${after}: ${cause.message}`);
  if (cause?.kind === 'harness-failed')
    doubts.push(`The harness itself could not go on watching ${after}: ${cause.message}`);
  if (folder?.failure) doubts.push(`Not all events could be written to events.ndjson (${folder.failure}).`);
  return doubts;
}

/** Where the load could not make all its connections, the target was not loaded as it should have been. */
function shortageOf(load: LoadResult | null): string[] {
  const unmade = load?.ledger.unmade ?? 0;
  if (unmade === 0) return [];
  return [
    `For ${count(unmade, 'connection attempt')} the load had no descriptor, port or memory left. ` +
      'Give it fewer --connections, or raise `ulimit -n`.',
  ];
}

function notesOf({ path, workers }: Plan, steadyWorkers: number, firstStatus: number): string[] {
  const notes: string[] = [];
  if (firstStatus < 200 || firstStatus > 299) {
    notes.push(
      `The target answers GET ${path} with status ${firstStatus}. Load another one with --path if that is not meant.`,
    );
  }
  if (steadyWorkers !== workers) {
    notes.push(`The target runs ${steadyWorkers} workers, not the ${workers} it was given as WORKERS.`);
  }
  return notes;
}
