import type { AnyRecord } from '../harness/study/study-record.js';

/** A run or a study that was asked for, and its record. `name` tells it from the others of the call: `leak`, `leak, run 2`. */
export interface Recorded {
  name: string;
  record: AnyRecord;
}

/** A run that was asked for and could not be made, and why. */
export interface NotRun {
  name: string;
  problem: string;
  /** As in a record: ISO 8601. */
  startedAt: string;
  /** The machine does not permit it: nobody's fault, and of no account among others. */
  skipped?: true;
}

export type Result = Recorded | NotRun;
