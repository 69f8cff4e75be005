import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { openCpuLimit } from './cpu-limit.js';
import { treeOf } from './process-tree.js';
import { numberOf, randomFrom } from './random.js';

/** Something that makes a machine worse until it is disposed of. */
export type Noise = Disposable;

export const silence: Noise = { [Symbol.dispose]() {} };

/** Busy loops that end by themselves if nobody ends them. */
const longestBusyMs = 300_000;

/** Keeps every core busy: one endless loop for each. */
export function keepBusy(): Noise {
  const program = `const end = Date.now() + ${longestBusyMs}; while (Date.now() < end);`;
  const loops = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', program], { stdio: 'ignore', env: { PATH: process.env.PATH } }),
  );
  return {
    [Symbol.dispose]() {
      for (const loop of loops) loop.kill('SIGKILL');
    },
  };
}

/** One breath of what is slowed: how long it runs, then how long it stands still. */
export interface Breath {
  runMs: number;
  stopMs: number;
}

type Pace = Record<keyof Breath, readonly [leastMs: number, mostMs: number]>;

/** From hiccups to standing still a third of the time, and now and then for seconds. */
const paces: readonly Pace[] = [
  ...[20, 60, 150, 400].map((worstMs): Pace => ({ runMs: [50, 1000], stopMs: [0, worstMs] })),
  { runMs: [2000, 6000], stopMs: [1000, 4000] },
];
const pauses: Pace = { runMs: [1500, 5000], stopMs: [300, 4000] };

/** Endless, the same for the same seed, which decides between the paces as well. */
export function* breathsOf(seed: string, among: readonly Pace[] = paces): Generator<Breath, never> {
  const random = randomFrom(numberOf(seed));
  const pace = among[Math.floor(random() * among.length)] as Pace;
  const between = ([least, most]: Pace['runMs']): number => least + random() * (most - least);
  for (;;) yield { runMs: between(pace.runMs), stopMs: between(pace.stopMs) };
}

/** From a third of a CPU, which is less than the load alone needs, to where a limit is hardly felt. */
const limitCpus: readonly [least: number, most: number] = [0.3, 1.2];

/** Gives the harness with its load and its target so much of the CPUs, and no more, until all of them have ended. */
export function throttle(harness: ChildProcess, seed: string): AsyncDisposable {
  const [least, most] = limitCpus;
  const limit = openCpuLimit(least + randomFrom(numberOf(seed))() * (most - least));
  if (harness.pid !== undefined) limit.add(harness.pid);
  return limit;
}

/** Stops and continues the harness at random until it ends. */
export const slowDown = (harness: ChildProcess, seed: string): Noise =>
  stopAndGo(breathsOf(seed), () => (harness.pid === undefined ? [] : [harness.pid]));

/** Stops and continues the harness with its load and its target, as if the machine stood still. */
export const pauseAll = (harness: ChildProcess, seed: string): Noise =>
  stopAndGo(breathsOf(seed, [pauses]), () => (harness.pid === undefined ? [] : treeOf(harness.pid)));

/** Nobody stays stopped. */
function stopAndGo(breaths: Iterator<Breath, never>, processes: () => readonly number[]): Noise {
  let stopped: readonly number[] = [];
  let timer: NodeJS.Timeout;
  const breathe = (): void => {
    const { runMs, stopMs } = breaths.next().value;
    timer = setTimeout(() => {
      stopped = processes();
      for (const pid of stopped) signal(pid, 'SIGSTOP');
      timer = setTimeout(() => {
        goOn();
        breathe();
      }, stopMs);
    }, runMs);
  };
  const goOn = (): void => {
    for (const pid of stopped) signal(pid, 'SIGCONT');
    stopped = [];
  };
  breathe();
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      goOn();
    },
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone meanwhile.
  }
}
