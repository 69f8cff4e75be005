import type { RunEvent } from '../record.js';
import { chronological } from './chronology.js';
import { type Life, Roster } from './roster.js';

/** Every worker of the run until the target was told to stop, in the order of forks. */
export function livesOf(events: readonly RunEvent[], port: number): Life[] {
  const roster = new Roster(port);
  for (const event of chronological(events)) roster.apply(event);
  return roster.lives();
}

/** It died before it ever listened on the tested port. */
export const isStillborn = ({ exitedAtMs, listeningAtMs }: Life): boolean =>
  exitedAtMs !== null && listeningAtMs === null;

/** The earliest of the moments there are, or `null` if there is none. */
export function earliest(...moments: (number | null)[]): number | null {
  const known = moments.filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}
