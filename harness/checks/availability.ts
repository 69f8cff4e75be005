import type { Judgement, Prober } from '../record.js';
import { count, ms, percent } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { type Figure, failUnless, inconclusive, inPercent, pass } from './judgement.js';
import { amount, optional, share } from './limits.js';
import { crowding, mostVoided } from './starvation.js';

/**
 * The open-loop prober's answered share held `slo`, and no outage was longer than `longestOutageMs`. Probes are voided while
 * the harness itself stalls. When more than `maxVoided` of all (0.05 unless given) were, a share that misses the SLO even with
 * all of those answered is a failure, and so is the outage, for only time that was watched counts in it; all else is
 * inconclusive. What is missed while others use the machine may be their doing, and is inconclusive.
 */
export const availability = defineCheck(
  'availability',
  { slo: share, longestOutageMs: optional(amount), maxVoided: optional(share) },
  ({ slo, longestOutageMs = Number.POSITIVE_INFINITY, maxVoided = mostVoided }, evidence) => {
    const { prober } = evidence;
    const { answered, failed, voided } = prober;
    const counted = answered + failed;
    if (counted === 0) {
      return inconclusive(
        voided > 0
          ? `The harness was starved: all of ${count(voided, 'probe')} had to be voided, so none tells of the target.`
          : 'No probe was sent.',
        { observed: null, limit: inPercent(slo), unit: '%' },
      );
    }
    const held = answered / counted;
    const heldFigure = { observed: inPercent(held), limit: inPercent(slo), unit: '%' };
    const outageFigure = { observed: prober.longestOutageMs, limit: longestOutageMs, unit: 'ms' };

    const voidedShare = voided / (counted + voided);
    const starved = voidedShare > maxVoided;
    const atBest = starved ? (answered + voided) / (counted + voided) : held;
    const answers = `${percent(held)} of ${count(counted, 'probe')} answered`;

    const miss = (figure: Figure, summary: string): Judgement => failUnless(crowding(evidence), figure, summary);
    if (atBest < slo) {
      const which = starved ? `, and even with ${count(voided, 'voided probe')} counted as answered it` : ', which';
      return miss(heldFigure, `${answers}${which} is less than the ${percent(slo)} promised; ${outage(prober)}`);
    }
    if (prober.longestOutageMs > longestOutageMs) {
      return miss(outageFigure, `${capitalised(outage(prober))}, and ${ms(longestOutageMs)} are allowed; ${answers}`);
    }
    if (starved) {
      const summary = `The harness was starved: ${percent(voidedShare)} of its probes were voided (at most ${percent(maxVoided)} may be).`;
      return inconclusive(summary, heldFigure);
    }
    return pass(heldFigure, `${answers} (at least ${percent(slo)} promised); ${outage(prober)}.`);
  },
);

const outage = ({ longestOutageMs, longestOutageAtMs }: Prober): string => {
  if (longestOutageMs === 0) return 'there was no outage';
  const since = longestOutageAtMs === null ? '' : ` (from ${ms(longestOutageAtMs)} on)`;
  return `the longest outage lasted ${ms(longestOutageMs)}${since}`;
};

const capitalised = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
