import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { supportsColor, supportsColorStderr } from 'chalk';
import { compare } from '../../reports/predict/compare.js';
import { type Prediction, type Question, questions } from '../../reports/predict/questions.js';
import { predictionReport } from '../../reports/predict/report.js';
import { setting } from '../../reports/predict/setting.js';
import type { Output } from '../../reports/terminal/screen.js';
import { planOf } from '../plan.js';
import type { RunRecord } from '../record.js';
import type { OutputOptions } from '../run-options.js';
import { UsageError } from '../usage-error.js';
import { wrap } from '../words/wrap.js';
import type { OneRun } from './run-once.js';
import { columns, styleOf } from './terminal.js';

/** Where answers come from. */
export type Answers = Readable & { readonly isTTY?: boolean };

/**
 * Asks what a run will come to. At a terminal an answer that is none is asked for again; what comes through a pipe has one
 * answer a line.
 *
 * @throws UsageError where the input ends before all is answered, or has something else in it.
 * @throws the reason of `interruption` if that is aborted meanwhile.
 */
export async function askPrediction(input: Answers, output: Output, interruption: AbortSignal): Promise<Prediction> {
  // Not as a terminal, which would keep Ctrl-C for itself.
  const reader = createInterface({ input, terminal: false });
  const close = (): void => reader.close();
  interruption.addEventListener('abort', close, { once: true });
  const lines = reader[Symbol.asyncIterator]();
  let given = 0;

  const ask = async <T>({ text, hint, read }: Question<T>): Promise<T> => {
    output.write(`${text} `);
    for (;;) {
      const { done, value } = await lines.next();
      interruption.throwIfAborted();
      if (done) throw new UsageError(tooFew(given, text));
      const answer = read(value);
      if (input.isTTY !== true) output.write(`${value.trim()}\n`);
      if (answer !== undefined) {
        given += 1;
        return answer;
      }
      if (input.isTTY !== true)
        throw new UsageError(`--predict: ${JSON.stringify(value)} does not answer "${text}" ${hint}`);
      output.write(`${hint} `);
    }
  };

  try {
    return {
      deaths: await ask(questions.deaths),
      noticed: await ask(questions.noticed),
      lost: await ask(questions.lost),
    };
  } finally {
    interruption.removeEventListener('abort', close);
    reader.close();
  }
}

/** Shows what is to be run, and asks. Where stdout is kept for JSON all this goes to stderr. */
export function predict({ scenario, options, output, interruption }: OneRun): Promise<Prediction> {
  const stream = output.json ? process.stderr : process.stdout;
  for (const sentence of setting(planOf(scenario, options))) stream.write(`${wrap(sentence, columns()).join('\n')}\n`);
  stream.write('\nBefore it runs: what will happen?\n');
  return askPrediction(process.stdin, stream, interruption);
}

/** Shows the prediction beside what happened. */
export function tellPrediction(prediction: Prediction, record: RunRecord, { json, color }: OutputOptions): void {
  const style = styleOf(color, json ? supportsColorStderr : supportsColor);
  const stream = json ? process.stderr : process.stdout;
  stream.write(`\n${predictionReport(compare(prediction, record), style, columns())}`);
}

const all = Object.keys(questions).length;

const tooFew = (given: number, text: string): string =>
  `\n--predict needs ${all} answers, and the standard input had ${given}: "${text}" is open. ` +
  `Call it at a terminal, or pipe a line for each: printf '7\\nno\\n0\\n' | refork leak --predict`;
