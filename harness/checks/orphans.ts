import { count } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { fail, inconclusive, pass } from './judgement.js';

/**
 * Nothing of the target outlived its primary. That the primary itself had to be killed makes no orphan, but is said: it is
 * how orphans come about.
 */
export const orphans = defineCheck('orphans', {}, (_limits, { shutdown }) => {
  const { observed, leftBehind, primaryForced, signal } = shutdown;
  const figure = { observed: leftBehind.length, limit: 0, unit: 'processes' };
  const forced = primaryForced ? ` The primary ignored ${signal} and had to be killed.` : '';
  if (leftBehind.length > 0) {
    const pids = leftBehind
      .map(({ pid }) => pid)
      .slice(0, 5)
      .join(', ');
    const which = leftBehind.length > 5 ? `${pids}, …` : pids;
    return fail(
      figure,
      `${count(leftBehind.length, 'process', 'processes')} outlived the primary (${leftBehind.length === 1 ? 'pid' : 'pids'} ${which}).${forced}`,
    );
  }
  if (!observed) return inconclusive(`The end of the target could not be watched.${forced}`);
  return pass(figure, `Nothing outlived the primary.${forced}`);
});
