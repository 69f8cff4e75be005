import { cpus } from 'node:os';
import { every } from '../ceiling/every.js';

const lookEveryMs = 100;
/** A shorter stretch has too few looks in it. */
const shortestMs = 500;

interface Look {
  /** Of the wall clock, as a record's `startedAt`. */
  atMs: number;
  idleMs: number;
}

/** Watches how much of the machine has nothing to do, whoever keeps the rest of it busy. */
export interface IdleWatch extends Disposable {
  /** Cores without work on average between two moments of the wall clock, or `null` where that is too short to say. */
  idleCores(fromMs: number, untilMs: number): number | null;
}

export function watchIdle(): IdleWatch {
  const looks: Look[] = [look()];
  const stop = every(lookEveryMs, () => looks.push(look()));
  return { idleCores: (fromMs, untilMs) => idleCoresIn([...looks, look()], fromMs, untilMs), [Symbol.dispose]: stop };
}

export function idleCoresIn(looks: readonly Look[], fromMs: number, untilMs: number): number | null {
  const within = looks.filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
  const [first, last] = [within[0], within.at(-1)];
  if (first === undefined || last === undefined || last.atMs - first.atMs < shortestMs) return null;
  return (last.idleMs - first.idleMs) / (last.atMs - first.atMs);
}

const look = (): Look => ({ atMs: Date.now(), idleMs: cpus().reduce((sum, { times }) => sum + times.idle, 0) });
