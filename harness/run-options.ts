import type { Settings } from './record.js';

/** What a user may say of a run, over what its scenario says. An absent field leaves the scenario's own value. */
export interface RunOptions {
  /** Path of a clustered program to test. At most one of `target`, `app` and `command` is given. */
  target?: string;
  /** Path of a single-process server, to be run as the worker of a primary of ours. */
  app?: string;
  /** Program and arguments that start the target. */
  command?: string[];
  /** URL path to load. */
  path?: string;
  port?: number;
  workers?: number;
  ceilingBytes?: number;
  enforce?: Settings['enforce'];
  signal?: NodeJS.Signals;
  graceMs?: number;
  /** How long the target may take from its launch until it serves. */
  startWithinMs?: number;
  connections?: number;
  durationMs?: number;
  /** Requests a second over all connections. */
  rate?: number;
  /** Share of probes that must be answered, from 0 to 1. */
  slo?: number;
  lostPerExit?: number;
  reforkWithinMs?: number;
}

export const enforcers = ['harness', 'v8', 'kernel', 'target'] as const satisfies readonly Settings['enforce'][];

/** How a run is reported. */
export interface OutputOptions {
  /** Folder for the run's files. */
  out?: string;
  formats: readonly Format[];
  /** Verdict and checks as JSON on stdout, and nothing else there. */
  json: boolean;
  /** Tell the run as a story, no faster than it can be followed. */
  tell?: true;
  /** Ask before the run what will happen, and compare afterwards. */
  predict?: true;
  /** Serve the live page: on this port, or on a free one with `true`. */
  live?: number | true;
  quiet: boolean;
  color: boolean;
  /** How many times to run, at least 1. */
  repeat: number;
}

export const formats = ['json', 'junit', 'markdown', 'html', 'svg'] as const;
export type Format = (typeof formats)[number];

/** What is written when the user names no formats. */
export const defaultFormats: readonly Format[] = ['json', 'html'];
