import type { Cause, Death } from '../../harness/record.js';
import { count, mb, ms } from '../../harness/words/format.js';
import { exitWords } from './event-words.js';

/** One step of a death: of the worker that went, or of the one that came. */
export interface Step {
  of: 'gone' | 'replacement';
  words: string;
  atMs: number;
  /** Before (negative) or after the exit. */
  fromExitMs: number;
}

export interface DeathStory {
  /** What happened and what it cost, in a sentence or two. */
  sentence: string;
  /** In the order of time. */
  steps: Step[];
  /** What did not happen, in words. */
  missing: string[];
}

/** Why a worker died, as the end of a sentence that begins with it. */
export const causeWords: Record<Cause, string> = {
  ceiling: 'was sent away at the ceiling',
  fault: 'was ended by the fault',
  forced: 'had to be killed',
  unknown: 'died for an unknown reason',
};

/** A death as a story: ceiling → recycle → exit → fork → listening → first answer, each with its time. */
export function storyOf(death: Death): DeathStory {
  const { atMs, rssBytes, replacedBy, worker } = death;
  const successor = `worker ${replacedBy ?? '?'}`;
  const moments: [Step['of'], string, number | null][] = [
    ['gone', 'crosses the ceiling', atMs.ceiling],
    ['gone', 'is told to go', atMs.recycle],
    ['gone', `exits ${exitWords(death)}`, atMs.exit],
    ['replacement', `${successor} is forked`, atMs.fork],
    ['replacement', `${successor} listens`, atMs.listening],
    ['replacement', `${successor} gives its first answer`, atMs.firstAnswer],
  ];
  const steps = moments
    .flatMap(([of, words, at]): Step[] =>
      at === null
        ? []
        : [{ of, words: of === 'gone' ? `worker ${worker} ${words}` : words, atMs: at, fromExitMs: at - atMs.exit }],
    )
    .sort((a, b) => a.atMs - b.atMs);
  const memory = rssBytes === null ? '' : ` with ${mb(rssBytes)} of memory`;
  return {
    sentence: `It ${causeWords[death.cause]}${memory}. ${cost(death)}`,
    steps,
    missing: missingOf(death),
  };
}

function cost({ reforkMs, lostRequests }: Death): string {
  const lost =
    lostRequests === 0
      ? 'no request was lost'
      : `${count(lostRequests, 'request')} ${lostRequests === 1 ? 'was' : 'were'} lost`;
  if (reforkMs === null) return `Nobody came to serve in its place, and ${lost}.`;
  const when = reforkMs === 0 ? 'already served when it went' : `served ${ms(reforkMs)} after it went`;
  return `Its replacement ${when}, and ${lost}.`;
}

function missingOf({ atMs, replacedBy, stillborn }: Death): string[] {
  return [
    ...(stillborn ? ['It never listened: it died while it booted.'] : []),
    ...(replacedBy === null ? ['No replacement was forked.'] : []),
    ...(replacedBy !== null && atMs.listening === null ? [`Worker ${replacedBy} was forked, but never listened.`] : []),
    ...(atMs.listening !== null && atMs.firstAnswer === null ? ['Its replacement was not seen to answer.'] : []),
  ];
}
