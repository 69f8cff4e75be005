import { plain } from '../../reports/terminal/style.js';
import { summary } from '../../reports/terminal/summary.js';
import { RecordNotKept, UsageError } from '../usage-error.js';
import { couldNotRun, firstCauseOf } from './breakdown.js';
import { columns } from './terminal.js';

/** Exit statuses besides those of a verdict. */
export { couldNotRun };
export const wasInterrupted = 130;

/** What is worse for whoever asks: not run, then failed, then undecided. */
export const worstStatus = (statuses: readonly number[]): number =>
  [couldNotRun, 1, 2].find((status) => statuses.includes(status)) ?? 0;

/**
 * Says why nothing came of a run, and gives the status for it.
 * @throws the error itself if it is none of a user's making.
 */
export function statusOf(thrown: unknown, interruption: AbortSignal): number {
  const error = firstCauseOf(thrown);
  if (interruption.aborted) return wasInterrupted;
  if (!(error instanceof UsageError)) throw error;
  // What was seen is not lost on whoever sits at the terminal.
  if (error instanceof RecordNotKept) process.stderr.write(summary(error.record, plain, columns()));
  process.stderr.write(`${error.message}\n`);
  return couldNotRun;
}
