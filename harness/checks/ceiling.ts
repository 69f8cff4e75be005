import { count, mb, percent } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { failUnless, inconclusive, inMb, pass } from './judgement.js';
import { amount } from './limits.js';
import { crowding, starvation } from './starvation.js';

/**
 * Every worker that crossed the ceiling left by itself within the grace: none was killed, none stayed, and no sample was
 * above `ceiling × (1 + overBy)`. `overBy` is a share: 0.05 allows 5 %.
 * Inconclusive is an overshoot where the harness was starved, or told no worker that overshot in time: it had missed a look at
 * them, or they were there already, having leapt there from one look to the next or waited for their turn. So is one that did not
 * leave in time while others used the machine; that the harness stood still is no excuse for it, as no grace runs on meanwhile.
 * A limit of V8's heap that is below a worker's memory at boot is no ceiling of its memory, so nothing is known of one.
 */
export const ceiling = defineCheck('ceiling', { overBy: amount }, ({ overBy }, evidence) => {
  const { ceiling: history, settings } = evidence;
  const { ceilingBytes, bootRssBytes, enforce } = settings;
  if (ceilingBytes === null) return inconclusive('No ceiling was set.');
  if (enforce === 'v8' && bootRssBytes !== null && bootRssBytes >= ceilingBytes) {
    return inconclusive(
      `A worker has ${mb(bootRssBytes)} of memory at boot, and the ceiling of ${mb(ceilingBytes)} is of its heap alone: V8 counts nothing else.`,
    );
  }
  const { crossed, left, killed, stayed, leaving, highestRssBytes, highestInTimeRssBytes } = history;
  if (crossed === 0) return inconclusive(`No worker crossed the ceiling of ${mb(ceilingBytes)}.`);

  const allowedBytes = ceilingBytes * (1 + overBy);
  const figure = {
    observed: highestRssBytes === null ? null : inMb(highestRssBytes),
    limit: inMb(allowedBytes),
    unit: 'MB',
  };
  const allowed = `the ceiling of ${mb(ceilingBytes)} and ${percent(overBy)} of tolerance`;

  const overstayed = killed + stayed;
  if (overstayed > 0) {
    const how = [
      killed > 0 ? `${killed} did not leave in time and had to be killed` : null,
      stayed > 0 ? `${stayed} stayed` : null,
    ].filter((part) => part !== null);
    const peak = highestRssBytes === null ? '' : `; the highest reached ${mb(highestRssBytes)}`;
    const summary = `Of ${count(crossed, 'worker')} over the ceiling of ${mb(ceilingBytes)}, ${how.join(' and ')}${peak}`;
    const overstay = { observed: overstayed, limit: 0, unit: 'workers killed or staying' };
    return failUnless(crowding(evidence), overstay, summary);
  }
  if (highestRssBytes === null)
    return inconclusive('The memory of the workers over the ceiling was not sampled.', figure);
  if (highestRssBytes > allowedBytes) {
    const summary = `A worker reached ${mb(highestRssBytes)}, above ${allowed} (${mb(allowedBytes)})`;
    const isOurs = highestInTimeRssBytes === null || highestInTimeRssBytes <= allowedBytes;
    return failUnless(isOurs ? toldTooLate : starvation(evidence), figure, summary);
  }
  if (left === 0) {
    const summary = `${count(leaving, 'worker')} crossed the ceiling, but the load stopped before the grace was over.`;
    return inconclusive(summary, figure);
  }
  const underWay = leaving > 0 ? `, ${leaving} more on the way out when the load stopped` : '';
  const who = `${count(left, 'worker')} over the ceiling left by ${left === 1 ? 'itself' : 'themselves'}`;
  return pass(figure, `${who}${underWay}; the highest reached ${mb(highestRssBytes)}, within ${allowed}.`);
});

const toldTooLate =
  'the harness told none that did in time: it leapt there between two looks, waited for its turn, or a look at it was missed';
