import type { Death } from '../harness/record.js';
import { merge, type Part } from './merge.js';

/**
 * A worker sent away at the ceiling, replaced by one that was forked first and listens before it exits.
 * Its times follow `atMs.exit` and `reforkMs` unless they are given.
 */
export function aDeath(part: Part<Death> = {}): Death {
  const exit = part.atMs?.exit ?? 3060;
  const worker = part.worker ?? 1;
  const listening = exit + (part.reforkMs ?? 15);
  const whole: Death = {
    worker,
    pid: 4100 + worker,
    cause: 'ceiling',
    exitCode: 0,
    signal: null,
    rssBytes: 117_440_512,
    atMs: {
      ceiling: exit - 60,
      recycle: exit - 59,
      exit,
      fork: exit - 56,
      listening,
      firstAnswer: listening + 3,
    },
    reforkMs: 15,
    lostRequests: 0,
    replacedBy: worker + 2,
    stillborn: false,
    struck: true,
  };
  return merge(whole, part);
}

/** A crash that nobody answered: no replacement was forked. */
export const aDeathWithoutRefork = (part: Part<Death> = {}): Death =>
  aDeath({
    cause: 'fault',
    exitCode: 1,
    reforkMs: null,
    replacedBy: null,
    ...part,
    atMs: { ceiling: null, recycle: null, fork: null, listening: null, firstAnswer: null, ...part.atMs },
  });
