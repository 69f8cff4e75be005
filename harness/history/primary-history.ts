import type { Phases, PrimaryHistory, RunEvent } from '../record.js';
import { chronological } from './chronology.js';

/** One look at the primary from outside. `null` is what could not be read. */
export interface PrimarySample {
  atMs: number;
  rssBytes: number | null;
  descriptors: number | null;
}

/** The primary's resources before the fault and after it, as medians, so that one garbage collection decides nothing. */
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
    descriptorsBefore: median(before.map(({ descriptors }) => descriptors)),
    descriptorsAfter: median(after.map(({ descriptors }) => descriptors)),
  };
}

/** The middle one, or the lower of the two in the middle; `null` of none. */
function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? null;
}
