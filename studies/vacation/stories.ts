import { growthOf } from './growth.js';
import type { Lesson } from './learn.js';
import { mean } from './numbers.js';
import { randomFrom } from './random.js';
import { oneOf, othersServing } from './rehearsal.js';
import { type Crew, type Departure, type Outcome, simulate, type Traffic } from './simulate.js';
import { fortnight, hourMs, site, untilSomeoneLooksMs } from './site.js';

/** One way to leave the site alone, and what became of it. */
export interface Story {
  title: string;
  /** Memory at which a process goes. */
  ceilingBytes: number;
  outcome: Outcome;
}

/** The fortnight three times over, with the same requests: with a cluster, and with one process. */
export interface Stories {
  cluster: Story;
  alone: Story;
  restarted: Story;
  /** What a worker keeps of each request, and what the one process may take. */
  bytesPerRequest: number;
  memoryBytes: number;
}

const seed = 14;
/** How often the picture of the fortnight has the memory. */
export const sampleEveryMs = hourMs / 2;

/** Plays the fortnight with what the runs taught. The leak is that of the first. */
export function playFortnight(lessons: readonly [Lesson, ...Lesson[]]): Stories {
  const [{ workers, leakedBytes, lookEveryMs }] = lessons;
  const traffic = fortnight(seed);
  const { freshBytes, ownBytes } = growthOf(lessons);
  const bytesPerRequest = leakedBytes + ownBytes;
  const common = { freshBytes, bytesPerRequest };
  const memoryBytes = workers * site.ceilingBytes + site.otherBytes;
  const alone = { ...common, workers: 1, ceilingBytes: memoryBytes, lookEveryMs: 1, othersServing: 0 };
  const bootMs = mean(lessons.flatMap(({ departures }) => departures.map((each) => each.replacedAfterMs)));
  const ends = (replacedAfterMs: number): Departure => ({ closesAfterMs: 0, replacedAfterMs, lostRequests: 0 });
  const cluster: Crew = {
    ...common,
    ...{ workers, ceilingBytes: site.ceilingBytes, lookEveryMs, othersServing: othersServing(workers) },
    departure: departuresAtPace(lessons, traffic),
  };
  const story = (title: string, crew: Crew): Story => ({
    ...{ title, ceilingBytes: crew.ceilingBytes },
    outcome: simulate(traffic, crew, sampleEveryMs),
  });
  return {
    cluster: story(`cluster of ${workers}, refork on exit`, cluster),
    alone: story('one process, nobody there', { ...alone, departure: () => ends(Number.POSITIVE_INFINITY) }),
    restarted: story(`one process, restarted at ${site.looksAtHour} each day`, {
      ...alone,
      departure: (atMs) => ends(untilSomeoneLooksMs(atMs) + bootMs),
    }),
    ...{ bytesPerRequest, memoryBytes },
  };
}

/**
 * Departures like those of the runs, with as many requests lost as their pace and this one's have it: what is lost is what is
 * under way, and that is the less the fewer come (Little's law). Of a fraction of a request the dice say whether it is one.
 */
function departuresAtPace(lessons: readonly Lesson[], traffic: Traffic): Crew['departure'] {
  const random = randomFrom(seed);
  const seen = lessons.flatMap((lesson) =>
    lesson.departures.map((departure) => ({ departure, perMs: paceOf(lesson) })),
  );
  return (toldAtMs) => {
    const { departure, perMs } = oneOf(seen, random);
    const perMsNow = (traffic.requests[Math.floor(toldAtMs / hourMs)] ?? 0) / hourMs;
    const lost = (departure.lostRequests * perMsNow) / perMs;
    return { ...departure, lostRequests: Math.floor(lost + random()) };
  };
}

const paceOf = ({ traffic: { everyMs, requests } }: Lesson): number => mean(requests) / everyMs;
