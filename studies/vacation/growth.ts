import type { Lesson } from './learn.js';
import { mean, sum } from './numbers.js';

/** How workers grow, by all that some runs taught. */
export interface Growth {
  /** What a worker has that has leaked nothing yet. */
  freshBytes: number;
  /** What the server itself keeps of each request, beside what is leaked on purpose. */
  ownBytes: number;
}

/**
 * The memory of a fresh worker at which the runs agree best on what is kept of a request. It lies between what a worker has that
 * has just booted and what one has that is warm: how much of its warming up a worker goes through, in the second that it lives,
 * depends on the Node. A line through the runs (least squares): growth a request = own + fresh memory × workers a request.
 */
export function growthOf(lessons: readonly Lesson[]): Growth {
  const [least, most] = [
    mean(lessons.map(({ bootBytes }) => bootBytes)),
    mean(lessons.map(({ warmBytes }) => warmBytes)),
  ];
  const points = lessons.map(({ highestBytes, leakedBytes, traffic: { requests } }) => ({
    workers: highestBytes.length / sum(requests),
    bytes: sum(highestBytes) / sum(requests) - leakedBytes,
  }));
  const middle = { workers: mean(points.map(({ workers }) => workers)), bytes: mean(points.map(({ bytes }) => bytes)) };
  const spread = sum(points.map(({ workers }) => (workers - middle.workers) ** 2));
  const slope = sum(points.map(({ workers, bytes }) => (workers - middle.workers) * (bytes - middle.bytes))) / spread;
  // Of runs with as many workers a request each, nothing can be told apart.
  const freshBytes = spread === 0 ? most : Math.min(most, Math.max(least, slope));
  return { freshBytes, ownBytes: middle.bytes - freshBytes * middle.workers };
}

/** What was kept of a request in one run, if that is what a fresh worker has. */
export const keptBytes = ({ highestBytes, traffic: { requests } }: Lesson, { freshBytes }: Growth): number =>
  sum(highestBytes.map((bytes) => bytes - freshBytes)) / sum(requests);
