import type { Evidence } from '../record.js';
import { count } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { type Figure, inconclusive, pass } from './judgement.js';
import { amount, optional } from './limits.js';

/** One thing that had to happen, and what was seen of it. */
interface Demand {
  met: boolean;
  says: string;
  figure: Figure;
}

/**
 * What the scenario sets out to do really happened: its fault acted in at least one worker, at least `deaths` workers died
 * of our doing (at the ceiling, by the fault or forced), at least `together` crossed the ceiling within one second, and
 * at least `requests` of the load were answered. Too little is inconclusive, never a failure: it shows nothing about the target.
 */
export const exercised = defineCheck(
  'exercised',
  { deaths: optional(amount), together: optional(amount), requests: optional(amount) },
  ({ deaths = 0, together = 0, requests = 0 }, evidence) => {
    const demands: Demand[] = [];
    if (deaths > 0) demands.push(enoughDeaths(deaths, evidence));
    if (together > 0) demands.push(enoughTogether(together, evidence));
    if (evidence.settings.fault !== null) demands.push(faultStruck(evidence.settings.fault.name, evidence));
    if (requests > 0) demands.push(enoughRequests(requests, evidence));

    const unmet = demands.filter((demand) => !demand.met);
    const telling = unmet[0] ?? demands[0];
    if (telling === undefined) return inconclusive('The scenario has no fault and asks for no deaths or requests.');
    const says = (unmet.length > 0 ? unmet : demands).map((demand) => demand.says).join(' ');
    return unmet.length > 0 ? inconclusive(says, telling.figure) : pass(telling.figure, says);
  },
);

function enoughDeaths(wanted: number, { deaths }: Evidence): Demand {
  const ours = deaths.filter((death) => death.cause !== 'unknown').length;
  const others = deaths.length - ours;
  const apart = others > 0 ? `, and ${others} more for reasons unknown` : '';
  const met = ours >= wanted;
  return {
    met,
    says: met
      ? `${count(ours, 'worker')} died of what was done to them${apart}.`
      : `Only ${count(ours, 'worker')} died of what was done to them${apart}; to judge takes ${wanted}.`,
    figure: { observed: ours, limit: wanted, unit: 'deaths' },
  };
}

function faultStruck(name: string, { fault: { struckWorkers, struckPrimary } }: Evidence): Demand {
  if (struckPrimary > 0) {
    return {
      met: true,
      says: `The fault ${name} struck the primary${struckPrimary > 1 ? ` ${struckPrimary} times` : ''}.`,
      figure: { observed: struckPrimary, limit: 1, unit: 'strikes' },
    };
  }
  const met = struckWorkers > 0;
  return {
    met,
    says: met ? `The fault ${name} acted in ${count(struckWorkers, 'worker')}.` : `The fault ${name} never acted.`,
    figure: { observed: struckWorkers, limit: 1, unit: 'workers' },
  };
}

function enoughTogether(wanted: number, { ceiling: { mostIn1s } }: Evidence): Demand {
  const met = mostIn1s >= wanted;
  return {
    met,
    says: met
      ? `${count(mostIn1s, 'worker')} crossed the ceiling within a second.`
      : `Never more than ${count(mostIn1s, 'worker')} crossed the ceiling within a second; to judge takes ${wanted}.`,
    figure: { observed: mostIn1s, limit: wanted, unit: 'workers' },
  };
}

function enoughRequests(wanted: number, { ledger }: Evidence): Demand {
  const answered = ledger.answered2xx + ledger.answeredNon2xx;
  const met = answered >= wanted;
  return {
    met,
    says: met
      ? `${count(answered, 'request was', 'requests were')} answered.`
      : `Only ${count(answered, 'request was', 'requests were')} answered; to judge takes ${wanted}.`,
    figure: { observed: answered, limit: wanted, unit: 'requests' },
  };
}
