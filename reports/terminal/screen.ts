import type { LiveState } from './live.js';

/** Where a run is watched while it goes on. */
export interface Screen {
  /** Says what happened at `atMs` of the run. */
  tell(atMs: number, lines: readonly string[]): void;
  /** Shows how things stand; may be called as often as one likes. */
  show(state: LiveState): void;
  /** Leaves the terminal as it was found. May be called twice. */
  finish(): void;
}

/** The part of `process.stdout` or `process.stderr` that is needed. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}
