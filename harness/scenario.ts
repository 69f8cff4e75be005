import type { Check, Expectation, Settings } from './record.js';

/**
 * One misbehaviour as a scenario names it: put into the workers (`module`, made by `defineFault`), done to the target from
 * outside (`strike`), or both at once.
 */
export interface Fault {
  name: string;
  options: unknown;
  /** File URL of the module that exports it, to be preloaded into the workers. */
  module?: string;
  strike?: Strike;
}

/** A signal that the harness sends while the fault is on. */
export interface Strike {
  signal: NodeJS.Signals;
  /** `worker`: of those that serve and were not struck yet, the one that has served longest. */
  to: 'worker' | 'primary';
  /** From the moment the fault is on to the first; at once unless given. */
  afterMs?: number;
  /** From one to the next; without it there is one. */
  everyMs?: number;
  /** It is done for: whatever ends it from then on, a supervisor that notices its silence included, is our doing. */
  lethal: boolean;
}

/** A program to test: a clustered one (`file`), or a single-process one that a primary of ours forks (`app`). */
export interface ServerFile {
  /** Path or file URL. */
  file: string;
  args?: readonly string[];
  /** Added to the environment it is started with. */
  env?: Readonly<Record<string, string>>;
  /** Start it with a bare environment instead of the user's own. For servers whose boot time is part of the figures. */
  bareEnvironment?: boolean;
}

export interface LoadPlan {
  connections: number;
  /** Requests a second over all connections, evenly spaced. Without it: as fast as they are answered. */
  rate?: number;
  durationMs: number;
  /** How long nothing goes wrong at first; 1 s unless given, and never more than a fifth of the load. */
  steadyMs?: number;
  /** How long the way back is watched after the fault; 1.5 s unless given. At least a fifth of the load is left to the fault. */
  recoveryMs?: number;
  /** Other requests beside the main ones, on connections of their own: slow answers, uploads, idle visitors. */
  also?: readonly LoadLane[];
  /** A request unanswered for this long has timed out; 10 s unless given. */
  timeoutMs?: number;
}

/** Requests of one kind. The same ledger has them all; latency is told of the main ones only. */
export interface LoadLane {
  path: string;
  /** `GET` unless given. */
  method?: string;
  /** Size of a body to send with each. */
  bodyBytes?: number;
  /** Each on a connection of its own, as the visitors of a web page come: it asks for `Connection: close`. */
  newConnections?: true;
  connections: number;
  /** Requests a second over its connections. Without it: as fast as they are answered. */
  rate?: number;
}

/** Where the ceiling stands: at a size, or at so much above what a worker needs to boot. */
export type CeilingPlan = { rssBytes: number } | { aboveBootBytes: number };

/** One story: what goes wrong in the workers, under which load, and what must hold all the same. */
export interface Scenario {
  name: string;
  /** One sentence: what happens and what should come of it. */
  story: string;
  group?: string;
  /** The server to test when the user names none. */
  target?: ServerFile;
  /**
   * The target may be a single process, which is watched in the place of a worker that nobody forked. Without this such a one
   * is refused: it is nearly always a mistake, and `--app` is what was meant.
   */
  takesSingleProcess?: true;
  fault?: Fault;
  ceiling?: CeilingPlan;
  /** Who enforces the ceiling when the user does not say; the harness unless given. */
  enforce?: Settings['enforce'];
  /** How long a worker that was told to go has before it is killed; 5 s unless given. */
  graceMs?: number;
  load: LoadPlan;
  checks: readonly Check[];
  /** For a control: the check that its broken target must fail, and what else may fail with it. */
  expectation?: Expectation;
}
