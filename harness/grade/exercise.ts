import type { RunRecord } from '../record.js';
import type { Scenario } from '../scenario.js';
import type { Diagnosis } from '../target/not-ready.js';

/** How a module is tried. What goes wrong is measured out by how many workers it has, since they share the requests. */
export interface Exercise {
  quiet: Scenario;
  crash(workers: number): Scenario;
  leak(workers: number): Scenario;
}

export const trialNames = ['quiet', 'crash', 'leak'] as const satisfies readonly (keyof Exercise)[];
export type TrialName = (typeof trialNames)[number];

export interface Ran {
  kind: 'ran';
  record: RunRecord;
  /** Where its files are, if any were written. */
  folder: string | null;
}

/** The module was started, and did not come to serve. */
export interface NotReady {
  kind: 'not-ready';
  diagnosis: Diagnosis;
  lastWords: readonly string[];
}

/** What came of the trials of one module; those after one in which it did not come to serve at all are left out. */
export type Trials = { quiet: Ran | NotReady } & { [K in TrialName]?: Ran | NotReady };
