import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { untilUp } from '../own-process.js';
import type { Bucket, FromLoad, LoadOptions, LoadResult, ToLoad } from './messages.js';
import { type ProbeLog, replay } from './probe-log.js';
import type { ProberOptions } from './prober.js';

/** Hears of the load while it runs, in order. */
export interface LoadObserver {
  /** Just before the first connection attempt, on the clock of `process.hrtime.bigint()`. */
  onStarted(atNs: number): void;
  onBucket(bucket: Bucket): void;
}

/** A prober in the load's process. */
export interface Prober {
  options: ProberOptions;
  log: ProbeLog;
}

/** A load that runs. */
export interface Load extends AsyncDisposable {
  /** Of the load's process; `undefined` if it could not be started. */
  readonly pid: number | undefined;
  /**
   * The whole load, once it has stopped and its last bucket was told.
   *
   * @throws Error if the load's process failed or died. A caller that does not wait for it is not brought down.
   */
  readonly ended: Promise<LoadResult>;
  /** Whether the prober told all; known once it did, or the load's process is gone. */
  readonly probed: Promise<boolean>;
  /** Sends nothing more, and gives what `ended` gives, within about 200 ms. A process that takes longer than `withinMs` is killed. */
  stop(withinMs?: number): Promise<LoadResult>;
}

/** A load's process that waits for its order to begin. */
export interface PreparedLoad extends AsyncDisposable {
  /** `undefined` if it could not be started. */
  readonly pid: number | undefined;
  /** Resolves once it waits. @throws UsageError if it does not come up. */
  readonly up: Promise<void>;
  /** Begins; once only. */
  start(options: LoadOptions, observer: LoadObserver, prober?: Prober): Load;
}

/**
 * Nothing that the load makes outlives an answer for long, so V8 is told to keep little: else the young generation grows by some
 * 20 MB over ten million requests, and out of the CPU's caches, and garbage fills the old one to twice its size between two
 * collections.
 */
const smallHeap = ['--max-semi-space-size=4', '--initial-old-space-size=8', '--heap-growing-percent=50'];

/** A process that is stopped, or hangs, must not hold up the harness for ever. */
const usuallyStopsWithinMs = 10_000;

/** The end of a process's error output that is worth repeating. */
const errorOutputChars = 2000;

/** Starts the load's process, which takes about 100 ms to boot, without sending a request. */
export function prepareLoad(): PreparedLoad {
  // Options for the harness's own process, such as a preload or an inspector's port, are none of the load's business.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const child = fork(new URL('./child.js', import.meta.url), {
    execArgv: smallHeap,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const up = untilUp(child, 'sends the load', once(child, 'message'));
  up.catch(() => {});
  const ended = outcome(child);
  const probed = allProbed(child);
  const dispose = () => kill(child);
  return {
    pid: child.pid,
    up,
    start(options, observer, prober) {
      child.on('message', (message: FromLoad) => {
        if (message.kind === 'started') observer.onStarted(message.atNs);
        else if (message.kind === 'bucket') observer.onBucket(message.bucket);
        else if (message.kind === 'probes' && prober !== undefined) replay(message.entries, prober.log);
      });
      order(child, { kind: 'start', options, prober: prober?.options ?? null });
      return {
        pid: child.pid,
        ended,
        probed,
        async stop(withinMs = usuallyStopsWithinMs) {
          order(child, { kind: 'stop' });
          const hung = setTimeout(() => child.kill('SIGKILL'), withinMs);
          try {
            return await ended;
          } finally {
            clearTimeout(hung);
          }
        },
        [Symbol.asyncDispose]: dispose,
      };
    },
    [Symbol.asyncDispose]: dispose,
  };
}

/** `prepareLoad` and `start` in one, for those who need not care when the first request goes out. */
export const startLoad = (options: LoadOptions, observer: LoadObserver): Load => prepareLoad().start(options, observer);

/** Resolves with the result that the child reports; rejects if it fails, or dies before. */
function outcome(child: ChildProcess): Promise<LoadResult> {
  let errorOutput = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errorOutput = (errorOutput + text).slice(-errorOutputChars);
  });
  const ended = new Promise<LoadResult>((resolve, reject) => {
    child.on('message', (message: FromLoad) => {
      if (message.kind === 'finished') resolve(message.result);
      else if (message.kind === 'failed') reject(new Error(`The load failed: ${message.message}`));
    });
    child.on('error', (error) => reject(new Error(`The load's process could not be used: ${error.message}`)));
    // `close` comes after its error output was read to the end, and after its last message.
    child.on('close', (code, signal) => {
      const how = signal === null ? `exited with status ${code}` : `was ended by ${signal}`;
      reject(
        new Error(
          `The load's process ${how} before it was stopped, so its requests are not accounted for.\n${errorOutput}`.trim(),
        ),
      );
    });
  });
  ended.catch(() => {});
  return ended;
}

/** Resolves with whether the child told of the prober's end before its own. */
function allProbed(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('message', ({ kind }: FromLoad) => {
      if (kind === 'probed') resolve(true);
    });
    child.on('error', () => resolve(false));
    child.on('close', () => resolve(false));
  });
}

/** To a child that is gone an order is moot: `ended` tells of that. */
function order(child: ChildProcess, message: ToLoad): void {
  if (child.connected) child.send(message, () => {});
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
