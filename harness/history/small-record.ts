import type { Death, Evidence, RunEvent } from '../record.js';

export const mostDeaths = 5_000;
export const mostEvents = 10_000;

/**
 * Keeps a record small however long the run was: deaths up to `mostDeaths`, events up to `mostEvents`, both in their order.
 *
 * Of deaths those that the checks judge by are kept first: the ones without a replacement, the slowest and the costliest; then
 * the first and the last. Of events, rare kinds are kept whole, and of the frequent ones the first and the last.
 */
export function smallRecord(
  deaths: readonly Death[],
  events: readonly RunEvent[],
): Pick<Evidence, 'deaths' | 'events' | 'leftOut'> {
  const keptDeaths = tellingDeaths(deaths);
  const keptEvents = ofEveryKind(events);
  return {
    deaths: keptDeaths,
    events: keptEvents,
    leftOut: { deaths: deaths.length - keptDeaths.length, events: events.length - keptEvents.length },
  };
}

function tellingDeaths(deaths: readonly Death[]): Death[] {
  if (deaths.length <= mostDeaths) return [...deaths];
  const quarter = mostDeaths / 4;
  const slowness = ({ reforkMs }: Death): number => reforkMs ?? Number.MAX_VALUE;
  const kept = new Set([
    ...deaths.toSorted((a, b) => slowness(b) - slowness(a)).slice(0, quarter),
    ...deaths.toSorted((a, b) => b.lostRequests - a.lostRequests).slice(0, quarter),
  ]);
  const others = deaths.filter((death) => !kept.has(death));
  for (const death of bothEnds(others, mostDeaths - kept.size)) kept.add(death);
  return deaths.filter((death) => kept.has(death));
}

/** Shares the room out among the kinds: what a rare kind leaves of its share goes to the others. */
function ofEveryKind(events: readonly RunEvent[]): RunEvent[] {
  if (events.length <= mostEvents) return [...events];
  const byKind = new Map<RunEvent['kind'], RunEvent[]>();
  for (const event of events) {
    const alike = byKind.get(event.kind);
    if (alike === undefined) byKind.set(event.kind, [event]);
    else alike.push(event);
  }
  const kept = new Set<RunEvent>();
  const rareFirst = [...byKind.values()].sort((a, b) => a.length - b.length);
  for (const [i, alike] of rareFirst.entries()) {
    const share = Math.floor((mostEvents - kept.size) / (rareFirst.length - i));
    for (const event of bothEnds(alike, share)) kept.add(event);
  }
  return events.filter((event) => kept.has(event));
}

/** The first and the last of a list, `most` in all. */
function bothEnds<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  const first = Math.ceil(most / 2);
  return [...list.slice(0, first), ...list.slice(list.length - (most - first))];
}
