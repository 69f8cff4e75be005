import type { Roster } from '../history/roster.js';
import type { Plan } from '../plan.js';
import type { Shutdown } from '../record.js';
import { monotonicMs, type Recorder } from '../recorder.js';
import type { Fault } from '../scenario.js';
import { type TargetNotReady, UsageError } from '../usage-error.js';
import { whole } from '../words/format.js';
import { family } from './family.js';
import { firstAnswer } from './first-answer.js';
import { type Launched, launch } from './launch.js';
import { whyNotAnswered, whyNotReady } from './not-ready.js';
import { untilReady } from './ready.js';
import { stopTarget } from './stop.js';
import type { Switchboard } from './switchboard.js';
import { Translator } from './translate.js';
import { noticeUnwatched } from './unwatched.js';
import type { AgentBriefing } from './wire.js';

/** How long a target that serves may take until it answers. */
const answerWithinMs = 10_000;
/**
 * A server that forks anew without a pause makes 50 events a second. Whoever tells of many more means to fill the memory of those
 * who listen.
 */
const mostTold = { atOnce: 20_000, perS: 500 };

/** A clustered server that runs, serves and is watched. Disposing of it kills whatever is left of it. */
export interface Target extends AsyncDisposable {
  /** `http://127.0.0.1:4000/path` */
  readonly url: string;
  /** Workers that served when it was ready. */
  readonly steadyWorkers: number;
  readonly primaryPid: number;
  /** The status of its first answer to us. */
  readonly firstStatus: number;
  /** All its processes that are alive now. */
  pids(): number[];
  /** The end of what it wrote to its standard error. */
  stderr(): string[];
  /** Why what it told may not be all. */
  doubts(): string[];
  /** Ends it in order, and says what outlived it. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<Shutdown>;
}

export interface TargetParts {
  plan: Plan;
  port: number;
  switchboard: Switchboard;
  recorder: Recorder;
  roster: Roster;
  /** Node options for its processes besides the agent. */
  nodeOptions: readonly string[];
  memoryGroups?: string;
  onMemory(pid: number, rssBytes: number): void;
  /** Called when the primary is gone before it was asked to end. */
  onPrimaryGone(): void;
  signal: AbortSignal;
}

/**
 * Launches the target and waits until it serves.
 * @throws TargetNotReady that says why it does not, with its own last words; or the signal's reason.
 */
export async function startTarget(parts: TargetParts): Promise<Target> {
  const { plan, port, switchboard, recorder, roster, signal } = parts;
  const translator = new Translator(port);
  const notReady = new AbortController();
  const fromMs = monotonicMs();
  let stopping = false;
  let single: number | null = null;
  let told = 0;
  let unheard = 0;
  const primaryGone = once((pid: number, exitCode: number | null, by: NodeJS.Signals | null) => {
    if (stopping) return;
    if (single !== null) recorder.record({ kind: 'worker-exited', worker: single, pid, exitCode, signal: by });
    recorder.record({ kind: 'primary-exited', pid, exitCode, signal: by });
    parts.onPrimaryGone();
  });

  let launched: Launched | undefined;
  const because = (exit: { code: number | null; signal: string | null } | null): TargetNotReady =>
    whyNotReady({
      events: recorder.events,
      port,
      exit,
      agents: translator.agents,
      waitedMs: monotonicMs() - fromMs,
      stderr: launched?.stderr.lines() ?? [],
    });
  // It may yet listen on the tested port as well, so it is given a moment.
  const listensElsewhere = once(() => void setTimeout(() => notReady.abort(because(null)), 2000).unref());

  await switchboard.open({
    onReport(pid, report) {
      if (report.kind === 'failed')
        notReady.abort(new UsageError(`The fault could not be put into a worker: ${report.message}`));
      if (report.kind === 'memory') parts.onMemory(pid, report.rssBytes);
      const event = translator.translate(pid, report);
      if (event !== null && told >= mostTold.atOnce + (mostTold.perS * recorder.nowMs()) / 1000) unheard += 1;
      else if (event !== null) {
        told += 1;
        // Nothing that has been told lies in the future, whatever a process says.
        recorder.record(event.body, Math.min(recorder.atMs(event.at), recorder.nowMs()));
      }
      if (report.kind === 'listening' && report.port !== port && roster.serving() === 0) listensElsewhere();
    },
    onGone(pid) {
      // Of the process that was launched, its exit tells more.
      if (pid === translator.primaryPid && pid !== launched?.pid) primaryGone(pid, null, null);
    },
  });
  launched = await launch({
    command: plan.command,
    args: plan.args,
    env: { ...plan.env, PORT: String(port) },
    nodeOptions: parts.nodeOptions,
    ...(parts.memoryGroups !== undefined && { memoryGroups: parts.memoryGroups }),
    briefing: {
      wire: switchboard.path,
      token: switchboard.token,
      port,
      armedFile: switchboard.armedFile,
      fault: insideOf(plan.scenario.fault),
      memoryEveryMs: process.platform === 'linux' ? null : 50,
    },
  });
  const { pid } = launched;
  recorder.record({ kind: 'target-launched', pid, command: [plan.command, ...plan.args].join(' '), port });
  const stopLooking = noticeUnwatched(
    port,
    () => translator.primaryPid !== null,
    (clientPort) => {
      const holder = plan.scenario.takesSingleProcess ? switchboard.holderOf(clientPort) : null;
      if (holder === null) return notReady.abort(because(null));
      const who = translator.adopt(holder);
      single = who.worker;
      switchboard.adopt(holder);
      recorder.record({ kind: 'worker-forked', ...who });
      recorder.record({ kind: 'worker-listening', ...who, address: null, port });
    },
  );
  const tooLong = setTimeout(() => notReady.abort(because(null)), plan.startWithinMs);
  void launched.exited.then((exit) => {
    notReady.abort(because(exit));
    primaryGone(pid, exit.code, exit.signal);
  });

  try {
    const starting = AbortSignal.any([signal, notReady.signal]);
    const steadyWorkers = await untilReady(recorder, roster, plan.workers, starting);
    const url = `http://${hostOf(recorder, port)}:${port}${plan.path}`;
    const firstStatus = await answerOf(url, launched, starting);
    recorder.record({ kind: 'target-ready', workers: steadyWorkers });
    const primaryPid = translator.primaryPid ?? launched.pid;
    return {
      url,
      steadyWorkers,
      primaryPid,
      firstStatus,
      pids: () => family(launched.marks).map(({ pid }) => pid),
      stderr: () => launched.stderr.lines(),
      doubts: () =>
        unheard === 0
          ? []
          : [
              `The target's processes told of ${whole(told + unheard)} events, more than ${mostTold.perS} a second; ${whole(unheard)} of them nobody heard.`,
            ],
      stop(stopSignal, graceMs) {
        stopping = true;
        return stopTarget({ launched, primaryPid, signal: stopSignal, graceMs, recorder });
      },
      async [Symbol.asyncDispose]() {
        stopping = true;
        await launched[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    stopping = true;
    await launched[Symbol.asyncDispose]();
    throw error;
  } finally {
    clearTimeout(tooLong);
    stopLooking();
  }
}

/** The part of a fault that goes into the workers. */
function insideOf(fault: Fault | undefined): AgentBriefing['fault'] {
  if (fault?.module === undefined) return null;
  const { name, module, options } = fault;
  return { name, module, options };
}

async function answerOf(url: string, launched: Launched, signal: AbortSignal): Promise<number> {
  try {
    return await firstAnswer(url, answerWithinMs, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const { pathname } = new URL(url);
    throw whyNotAnswered(pathname, (error as Error).message, launched.stderr.lines());
  }
}

/** The loopback address on which the target listens: IPv6's only where it listens on nothing else. */
function hostOf({ events }: Recorder, port: number): string {
  const listening = events.find((event) => event.kind === 'worker-listening' && event.port === port);
  return listening?.kind === 'worker-listening' && listening.address === '::1' ? '[::1]' : '127.0.0.1';
}

function once<Args extends unknown[]>(act: (...args: Args) => void): (...args: Args) => void {
  let done = false;
  return (...args) => {
    if (done) return;
    done = true;
    act(...args);
  };
}
