import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { randomFrom } from './random.js';

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

/** One breath of a process that is slowed: how long it runs, then how long it stands still. */
export interface Breath {
  runMs: number;
  stopMs: number;
}

/** Endless, the same for the same seed. How bad it is depends on the seed too: from hiccups to standing still a third of the time. */
export function* breathsOf(seed: number): Generator<Breath, never> {
  const random = randomFrom(seed);
  const worstMs = [20, 60, 150, 400][Math.floor(random() * 4)] ?? 20;
  for (;;) yield { runMs: 50 + random() * 950, stopMs: random() * worstMs };
}

/** Stops and continues a process at random until it ends. It never stays stopped. */
export function slowDown(child: ChildProcess, seed: number): Noise {
  const breaths = breathsOf(seed);
  let timer: NodeJS.Timeout;
  const breathe = (): void => {
    const { runMs, stopMs } = breaths.next().value;
    timer = setTimeout(() => {
      child.kill('SIGSTOP');
      timer = setTimeout(() => {
        child.kill('SIGCONT');
        breathe();
      }, stopMs);
    }, runMs);
  };
  breathe();
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      child.kill('SIGCONT');
    },
  };
}
