import { growthOf } from './growth.js';
import type { Lesson } from './learn.js';
import { mean } from './numbers.js';
import { randomFrom } from './random.js';
import { simulate } from './simulate.js';

/** A run that was made, played again by the simulation. */
export interface Rehearsal {
  leakedBytes: number;
  /** Recycles of the run. */
  real: number;
  /** Recycles of the simulation, on average over its throws of the dice. */
  simulated: number;
  /** `simulated` against `real`, from -1 on; `null` where there was no recycle. */
  error: number | null;
}

const throwsOfDice = 20;

/**
 * Plays each run again. The simulation is given the requests that came and how long leaving and booting took then; what a
 * worker keeps of each request, and what it needs without, it knows from the other runs alone.
 */
export function rehearse(lessons: readonly Lesson[]): Rehearsal[] {
  return lessons.map((lesson) => {
    const others = lessons.filter((other) => other !== lesson);
    const counts = Array.from({ length: throwsOfDice }, (_, seed) => recyclesOf(lesson, others, seed + 1));
    const simulated = mean(counts);
    const { leakedBytes, recycles: real } = lesson;
    return { leakedBytes, real, simulated, error: real === 0 ? null : simulated / real - 1 };
  });
}

function recyclesOf(lesson: Lesson, others: readonly Lesson[], seed: number): number {
  const random = randomFrom(seed);
  const { freshBytes, ownBytes } = growthOf(others);
  return simulate(lesson.traffic, {
    workers: lesson.workers,
    freshBytes,
    bytesPerRequest: lesson.leakedBytes + ownBytes,
    ceilingBytes: lesson.ceilingBytes,
    lookEveryMs: lesson.lookEveryMs,
    othersServing: othersServing(lesson.workers),
    departure: () => oneOf(lesson.departures, random),
  }).toldAtMs.length;
}

/** How many others serve before a worker is told to go: all but one worker's worth, and never none. */
export const othersServing = (workers: number): number => (workers === 1 ? 0 : Math.max(1, workers - 1));

/** One of several, by the dice. There must be one. */
export function oneOf<T>(choices: readonly T[], random: () => number): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error('there is nothing to choose from');
  return choice;
}
