import { count } from '../format.js';
import { defineCheck } from './define-check.js';
import { fail, inconclusive, pass } from './judgement.js';
import { amount } from './limits.js';

/**
 * As many forks as deaths, and at most `stillbornPer10s` workers that died at boot within any ten seconds: neither a fork
 * storm nor an unbounded crash loop. Forks that were still owed when the load stopped may be missing.
 */
export const stability = defineCheck('stability', { stillbornPer10s: amount }, ({ stillbornPer10s }, evidence) => {
  const { supervision, phases } = evidence;
  const { steadyWorkers, forks, deaths, owed, mostStillbornIn10s } = supervision;
  if (steadyWorkers === 0) return inconclusive('No worker listened before the load began.');
  if (phases.loadUntilMs <= phases.loadFromMs) return inconclusive('There was no load to watch the workers under.');

  const stillbornFigure = { observed: mostStillbornIn10s, limit: stillbornPer10s, unit: 'stillborn workers in 10 s' };
  if (mostStillbornIn10s > stillbornPer10s) {
    const loop = `${count(mostStillbornIn10s, 'worker')} died at boot within 10 s`;
    return fail(stillbornFigure, `A crash loop: ${loop}, and ${stillbornPer10s} may; backing off would bound it.`);
  }

  const figure = { observed: forks, limit: deaths, unit: 'forks' };
  const tally = `${count(deaths, 'death')} and ${count(forks, 'fork')}`;
  const surplus = forks - deaths;
  if (surplus > 0) return fail(figure, `${tally}: ${count(surplus, 'worker')} more than had to be replaced.`);
  const shortfall = deaths - owed - forks;
  if (shortfall > 0) return fail(figure, `${tally}: ${count(shortfall, 'death')} brought no fork.`);

  if (deaths === 0 && forks === 0) return pass(figure, 'No worker died and none was forked.');
  const stillborn =
    mostStillbornIn10s > 0
      ? `at most ${mostStillbornIn10s} died at boot within 10 s`
      : 'none of the new workers died at boot';
  const due = owed > 0 ? `, ${owed} not due yet when the load stopped` : '';
  return pass(figure, `${tally}${due}; ${stillborn}.`);
});
