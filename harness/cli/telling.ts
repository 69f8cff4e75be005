import { setTimeout as sleep } from 'node:timers/promises';
import { PacedPrinter, type Pause } from '../../reports/tell/paced-printer.js';
import { Storyteller } from '../../reports/tell/storyteller.js';
import type { Output } from '../../reports/terminal/screen.js';
import type { Style } from '../../reports/terminal/style.js';
import type { RunEvent, RunRecord } from '../record.js';
import type { Scenario } from '../scenario.js';

/** The story of one run, told while it goes on and after it. */
export interface Telling {
  event(event: RunEvent): void;
  /** Tells what came of it, and waits until the whole story is told. */
  finish(record: RunRecord): Promise<void>;
  /** Tells no more. */
  breakOff(): void;
}

const pause: Pause = (ms, signal) => sleep(ms, undefined, { signal });

/** Tells a run on `output`: slowly on a terminal, at once where no one sits before it. Ends when `interruption` is aborted. */
export function tellStory(scenario: Scenario, output: Output, style: Style, interruption: AbortSignal): Telling {
  const storyteller = new Storyteller();
  const watched = output.isTTY === true && (process.env.CI ?? '') === '';
  const printer = new PacedPrinter(output, style, watched ? pause : null);
  const breakOff = (): void => printer.end();
  interruption.addEventListener('abort', breakOff, { once: true });
  printer.tell(storyteller.begin(scenario));
  return {
    event: (event) => printer.tell(storyteller.tell(event)),
    async finish(record) {
      printer.tell(storyteller.end(record));
      await printer.told();
      output.write('\n');
    },
    breakOff,
  };
}
