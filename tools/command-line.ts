/** The command lines of what is run from a checkout, beside refork itself: `npm run bench`, `npm run trust`. */

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { untilInterrupted } from '../harness/cli/interruption.js';
import { statusOf, wasInterrupted } from '../harness/cli/statuses.js';
import { UsageError } from '../harness/usage-error.js';
import { unknownName } from '../harness/words/did-you-mean.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command, and what can be said to it. */
export interface Tool<Known extends Options = Options> {
  /** What it does and knows, in the lines that `--help` prints. */
  usage: string;
  options: Known;
}

export type Values<Known extends Options> = ReturnType<typeof parseArgs<{ options: Known }>>['values'];

/** @throws UsageError for what the tool does not know, with what it does. */
export function valuesOf<const Known extends Options>(
  { usage, options }: Tool<Known>,
  argv: readonly string[],
): Values<Known> {
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

/**
 * Does what the command line says, or prints what can be said. Ends with the status that `work` gives, with 3 where the tool
 * could not run, in a sentence, and with 130 where it was interrupted. Else what `work` throws is a defect, and is not caught.
 */
export async function runTool<const Known extends Options>(
  tool: Tool<Known>,
  work: (values: Values<Known>, interruption: AbortSignal) => Promise<number>,
): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(`${tool.usage}\n`);
    return;
  }
  const interruption = untilInterrupted();
  try {
    const status = await work(valuesOf(tool, argv), interruption);
    process.exitCode = interruption.aborted ? wasInterrupted : status;
  } catch (error) {
    process.exitCode = statusOf(error, interruption);
  }
}

/** Those of a list with commas, or all without one. @throws UsageError for one that there is not. */
export function chosen<Name extends string>(what: string, names: readonly Name[], given: string | undefined): Name[] {
  if (given === undefined) return [...names];
  return given.split(',').map((word) => {
    const name = names.find((each) => each === word.trim());
    if (name === undefined) throw new UsageError(unknownName(what, word, names));
    return name;
  });
}

/** @throws UsageError for what is no whole number from 0 on. */
export function wholeNumber(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`${option} ${text} is no whole number. Give one from 0 on: ${option} 20.`);
}
