import type { Phases, PrimaryHistory, RunEvent } from '../record.js';
import { chronological } from './chronology.js';

/** One look at the primary from outside. `null` is what could not be read. */
export interface PrimarySample {
  atMs: number;
  rssBytes: number | null;
  descriptors: number | null;
}

/**
 * The primary's resources before the fault and after it. Of memory the median, so that one garbage collection decides nothing;
 * of descriptors the fewest, because connections that wait for a busy worker are open in the primary, and go, where those
 * that leaked stay.
 */
export function primaryHistoryOf(
  events: readonly RunEvent[],
  phases: Phases,
  samples: readonly PrimarySample[],
): PrimaryHistory {
  const lived = chronological(events);
  const before = samples.filter(({ atMs }) => atMs >= phases.loadFromMs && atMs < phases.faultFromMs);
  const after = samples.filter(({ atMs }) => atMs >= phases.faultUntilMs && atMs <= phases.loadUntilMs);
  return {
    pid: lived.find((event) => event.kind === 'target-launched')?.pid ?? null,
    died: lived.some(({ kind }) => kind === 'primary-exited'),
    rssBytesBefore: median(before.map(({ rssBytes }) => rssBytes)),
    rssBytesAfter: median(after.map(({ rssBytes }) => rssBytes)),
    descriptorsBefore: fewest(before.map(({ descriptors }) => descriptors)),
    descriptorsAfter: fewest(after.map(({ descriptors }) => descriptors)),
  };
}

/** The middle one, or the lower of the two in the middle; `null` of none. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? null;
}

function fewest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}
