import { Painter } from './painter.js';
import { PlainPrinter } from './plain-printer.js';
import type { Output, Screen } from './screen.js';
import type { Style } from './style.js';

export interface ScreenOptions {
  output: Output;
  quiet: boolean;
  /** Of the environment, `CI` and `TERM` are looked at. */
  env: Readonly<Record<string, string | undefined>>;
  style: Style;
}

/**
 * The screen that fits: a view painted in place on a terminal; plain lines without control codes in a pipe, under CI and on
 * a dumb terminal; nothing at all when quiet.
 */
export function screenFor({ output, quiet, env, style }: ScreenOptions): Screen {
  if (quiet) return silent;
  const painted = output.isTTY === true && (env.CI ?? '') === '' && env.TERM !== 'dumb';
  return painted ? new Painter(output, style) : new PlainPrinter(output);
}

const silent: Screen = { tell() {}, show() {}, finish() {} };
