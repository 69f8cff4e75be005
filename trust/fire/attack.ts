import { randomFrom } from '../random.js';

export type Victim = 'harness' | 'load' | 'primary' | 'worker';

/** Workers that leak and are sent away, that crash, and that the kernel kills in a memory group each. */
const scenarios = ['leak', 'crash', 'oom-kill'] as const;

/** One thing done to one process of a run, at one moment. */
export interface Attack {
  seed: number;
  /** The run that is attacked. */
  scenario: (typeof scenarios)[number];
  victim: Victim;
  /** `SIGSTOP` is followed by SIGCONT. */
  signal: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP';
  /** After the start of the command. */
  atMs: number;
  /** How long a stopped process stands still. */
  stopMs: number;
  /** Picks among several processes: from 0 to 1. */
  pick: number;
}

/** The load of each run; with boot and stop a run takes two seconds more. */
export const loadMs = 3000;
const runMs = loadMs + 1500;

const kinds: readonly Pick<Attack, 'victim' | 'signal'>[] = [
  { victim: 'harness', signal: 'SIGKILL' },
  { victim: 'harness', signal: 'SIGTERM' },
  { victim: 'harness', signal: 'SIGSTOP' },
  { victim: 'load', signal: 'SIGKILL' },
  { victim: 'primary', signal: 'SIGKILL' },
  { victim: 'worker', signal: 'SIGKILL' },
];

/** The kinds by turns, all else at random; the same for the same seed. */
export function attackOf(seed: number): Attack {
  const random = randomFrom(seed);
  const kind = kinds[seed % kinds.length] as (typeof kinds)[number];
  return {
    seed,
    ...kind,
    scenario: scenarios[Math.floor(random() * scenarios.length)] as Attack['scenario'],
    atMs: Math.round(random() * runMs),
    stopMs: Math.round(100 + random() * 3900),
    pick: random(),
  };
}

export const inWords = ({ victim, signal, scenario, atMs, stopMs }: Attack): string =>
  `${signal === 'SIGSTOP' ? `SIGSTOP for ${stopMs} ms` : signal} to the ${victim} of ${scenario} after ${atMs} ms`;
