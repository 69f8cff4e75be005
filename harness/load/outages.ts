/**
 * The longest span without an answer, folded from answers as they arrive. Pure, and of one size however long the run is.
 *
 * A gap lies between two arrivals of answers, or between one and the start or the end of the watch; so a server that
 * freezes shows as well as one that refuses. Time in which the harness itself stalled is taken out of the gap around it:
 * what is left was watched, and the outage reported is one that was certainly there.
 */

import { nsPerMs } from './schedule.js';

export interface Outages {
  /** When the gap that is still open began. */
  readonly openedNs: number;
  /** How much of the open gap the harness did not watch. */
  readonly unwatchedNs: number;
  readonly longestNs: number;
  readonly longestFromNs: number;
}

export interface Outage {
  readonly fromNs: number;
  readonly forMs: number;
}

/** Nothing was answered before the watch began, so the first gap opens with it. */
export function watchOutages(fromNs: number): Outages {
  return { openedNs: fromNs, unwatchedNs: 0, longestNs: 0, longestFromNs: fromNs };
}

/** An answer arrived: the open gap ends and the next begins. Arrivals come in order. */
export function answerArrived(outages: Outages, atNs: number): Outages {
  return { ...withOpenGapUntil(outages, atNs), openedNs: atNs, unwatchedNs: 0 };
}

/** The harness stalled. Only the part within the open gap counts: an answer that was seen ends an earlier one. */
export function harnessStalled(outages: Outages, fromNs: number, untilNs: number): Outages {
  const withinNs = Math.max(0, untilNs - Math.max(fromNs, outages.openedNs));
  return { ...outages, unwatchedNs: outages.unwatchedNs + withinNs };
}

/** The longest gap of a watch that ends at `untilNs`, or `null` where none was as long as `leastMs`. The earlier of equals. */
export function longestOutage(outages: Outages, untilNs: number, leastMs: number): Outage | null {
  const { longestNs, longestFromNs } = withOpenGapUntil(outages, untilNs);
  const forMs = longestNs / nsPerMs;
  return forMs > 0 && forMs >= leastMs ? { fromNs: longestFromNs, forMs } : null;
}

function withOpenGapUntil(outages: Outages, untilNs: number): Outages {
  const gapNs = untilNs - outages.openedNs - outages.unwatchedNs;
  return gapNs > outages.longestNs ? { ...outages, longestNs: gapNs, longestFromNs: outages.openedNs } : outages;
}
