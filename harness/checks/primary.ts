import { count, mb } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { fail, failUnless, inconclusive, inMb, pass } from './judgement.js';
import { amount } from './limits.js';
import { starvation } from './starvation.js';

/**
 * The primary lived to the end, and from the steady phase to the last its resident memory grew by at most `growthBytes` and
 * its open descriptors by at most `growthDescriptors`. It outlives every worker, so what it leaks is never recycled.
 * Growth alone, in a run in which the harness was starved of CPU, is inconclusive: connections queue up in a starved primary.
 */
export const primary = defineCheck(
  'primary',
  { growthBytes: amount, growthDescriptors: amount },
  ({ growthBytes, growthDescriptors }, evidence) => {
    const { primary: history } = evidence;
    if (history.died) {
      return fail({ observed: 1, limit: 0, unit: 'exits' }, 'The primary itself exited, and with it the whole server.');
    }
    const bytes = growth(history.rssBytesBefore, history.rssBytesAfter);
    const descriptors = growth(history.descriptorsBefore, history.descriptorsAfter);
    const bytesFigure = { observed: bytes === null ? null : inMb(bytes), limit: inMb(growthBytes), unit: 'MB' };
    if (bytes !== null && bytes > growthBytes) {
      const summary = `The primary grew by ${mb(bytes)}, and ${mb(growthBytes)} are allowed`;
      return failUnless(starvation(evidence), bytesFigure, summary);
    }
    if (descriptors !== null && descriptors > growthDescriptors) {
      const figure = { observed: descriptors, limit: growthDescriptors, unit: 'descriptors' };
      const summary = `The primary has ${moreOpen(descriptors)}, and ${growthDescriptors} are allowed`;
      return failUnless(starvation(evidence), figure, summary);
    }
    if (bytes === null || descriptors === null) {
      const what = bytes === null ? 'memory' : 'descriptors';
      return inconclusive(
        `The primary's ${what} could not be compared: not sampled both before the fault and after it.`,
      );
    }
    const grew = bytes > 0 ? `grew by ${mb(bytes)}` : 'did not grow';
    return pass(bytesFigure, `The primary ${grew}, and has ${moreOpen(descriptors)}.`);
  },
);

const growth = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : after - before;

const moreOpen = (more: number): string =>
  `${more > 0 ? count(more, 'more descriptor') : 'no more descriptors'} open than before the fault`;
