import type { Check, Expectation } from './record.js';

/** A fault as a scenario names it: which file to preload into the workers, and with what. Made by `defineFault`. */
export interface Fault {
  name: string;
  /** File URL of the module that exports it. */
  module: string;
  options: unknown;
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
  fault?: Fault;
  ceiling?: CeilingPlan;
  load: LoadPlan;
  checks: readonly Check[];
  /** For a control: the check that its broken target must fail, and what else may fail with it. */
  expectation?: Expectation;
}
