import type { Finding, RunRecord } from '../record.js';
import type { RunOptions } from '../run-options.js';
import type { Scenario, ServerFile } from '../scenario.js';

/**
 * A question that one run cannot answer. A study makes several runs, asks a server something or measures the machine, and
 * draws its conclusion from all of it.
 */
export interface Study {
  name: string;
  /** One sentence: what is asked and what should come of it. */
  story: string;
  group?: string;
  /** It shows something of a server made for it. Where all entries are run on another target, it is left out. */
  ofItsOwnServer?: true;
  /** What is done, one after the other. `options` are the user's; what a step must have its own way it sets over them. */
  steps(options: RunOptions): readonly Step[];
  /** What follows from what was seen. Pure, so that a saved study can be judged again. */
  conclude(seen: Seen): Conclusion;
}

export type Step = RunStep | AskStep | ToilStep;

interface NamedStep {
  /** Also the name of its folder. */
  name: string;
  options: RunOptions;
}

/** Makes a run of a scenario. */
export interface RunStep extends NamedStep {
  kind: 'run';
  scenario: Scenario;
}

/** Starts a server and asks it for these paths, one after the other, each on a new connection. */
export interface AskStep extends NamedStep {
  kind: 'ask';
  /** The server to ask when the user names none. */
  target?: ServerFile;
  paths: readonly string[];
}

/** Lets so many processes work at once without any server: what the machine itself can do at this hour. */
export interface ToilStep {
  kind: 'toil';
  name: string;
  /** File URL of a module that exports `work`, a function that takes a few milliseconds of a core. */
  module: string;
  processes: number;
  durationMs: number;
}

/** All that was seen, in the order of the steps. */
export interface Seen {
  runs: readonly SeenRun[];
  interviews: readonly Interview[];
  toils: readonly Toil[];
}

export interface SeenRun {
  step: string;
  record: RunRecord;
  /** Cores of the machine that had nothing to do while the load was on, on average; `null` where it was too short to say. */
  idleCores: number | null;
}

/** What a server answered. */
export interface Interview {
  step: string;
  target: string;
  workers: number;
  answers: Answer[];
}

export interface Answer {
  path: string;
  status: number;
  /** Its beginning. */
  body: string;
}

/** What so many processes did at once. */
export interface Toil {
  step: string;
  processes: number;
  /** Pieces of work that all of them together finished in a second. */
  donePerS: number;
}

export interface Conclusion {
  findings: readonly Finding[];
  sections: readonly Section[];
}

/** A part of what a study shows: a table, or facts that stand below each other. All of it is text, ready to be printed. */
export interface Section {
  title: string;
  facts?: readonly (readonly [what: string, value: string])[];
  table?: { columns: readonly SectionColumn[]; rows: readonly (readonly string[])[] };
  chart?: Chart;
}

/** Curves for reports that can draw. What they show stands in words or in a table as well, for the others. */
export interface Chart {
  title: string;
  /** Of the values: `MB`. */
  unit: string;
  /** Named places on the axis that all panels share; `at` counts values. */
  ticks: readonly { at: number; label: string }[];
  /** One below the other. */
  panels: readonly {
    title: string;
    limit: { title: string; value: number } | null;
    /** Evenly spaced values; `null` where there is nothing. */
    curves: readonly (readonly (number | null)[])[];
  }[];
}

export interface SectionColumn {
  head: string;
  align?: 'left' | 'right';
}
