import type { Death, Evidence, Judgement } from '../record.js';
import { count } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { fail, inconclusive, pass } from './judgement.js';
import { amount, optional } from './limits.js';

/**
 * As many forks as deaths, and at most `stillbornPer10s` workers that died at boot within any ten seconds: neither a fork
 * storm nor an unbounded crash loop. Forks that were still owed when the load stopped may be missing.
 *
 * With `bystanders` at most so many workers died that had served and in which the fault had never acted: what happens to one
 * worker is no reason for the others to go. Inconclusive where the fault spared nobody, or where the ceiling took one.
 */
export const stability = defineCheck(
  'stability',
  { stillbornPer10s: amount, bystanders: optional(amount) },
  ({ stillbornPer10s, bystanders }, evidence) => {
    const { supervision, phases } = evidence;
    const { steadyWorkers, mostStillbornIn10s } = supervision;
    if (steadyWorkers === 0) return inconclusive('No worker listened before the load began.');
    if (phases.loadUntilMs <= phases.loadFromMs) return inconclusive('There was no load to watch the workers under.');

    if (mostStillbornIn10s > stillbornPer10s) {
      const figure = { observed: mostStillbornIn10s, limit: stillbornPer10s, unit: 'stillborn workers in 10 s' };
      const loop = `${count(mostStillbornIn10s, 'worker')} died at boot within 10 s`;
      return fail(figure, `A crash loop: ${loop}, and ${stillbornPer10s} may; backing off would bound it.`);
    }
    const ofBystanders = bystanders === undefined ? null : judgeBystanders(bystanders, evidence);
    if (ofBystanders?.status === 'fail') return ofBystanders;
    const ofForks = judgeForks(evidence);
    return ofForks.status === 'pass' && ofBystanders !== null ? ofBystanders : ofForks;
  },
);

function judgeForks({ supervision }: Evidence): Judgement {
  const { forks, deaths } = supervision;
  const figure = { observed: forks, limit: deaths, unit: 'forks' };
  const surplus = forks - deaths;
  const tally = tallyOf(supervision);
  if (surplus > 0) return fail(figure, `${tally}: ${count(surplus, 'worker')} more than had to be replaced.`);
  const shortfall = deaths - supervision.owed - forks;
  if (shortfall > 0) return fail(figure, `${tally}: ${count(shortfall, 'death')} brought no fork.`);
  return pass(figure, allWell(supervision));
}

function judgeBystanders(allowed: number, evidence: Evidence): Judgement {
  const { deaths, leftOut, fault, supervision } = evidence;
  const spared = deaths.filter(({ struck, stillborn }) => !struck && !stillborn);
  const [ours, others] = [spared.filter(isOurs), spared.filter((death) => !isOurs(death))];
  const figure = { observed: others.length, limit: allowed, unit: 'bystanders' };
  const [first] = others;
  if (first !== undefined && others.length > allowed) {
    const who = `${count(others.length, 'worker')} died in which the fault had never acted, the first worker ${first.worker}`;
    return fail(figure, `${who}; ${allowed} may, for what happens to one is no reason for the others to go.`);
  }
  if (ours[0] !== undefined) {
    const who = `Worker ${ours[0].worker}, in which the fault had never acted, was itself over the ceiling`;
    return inconclusive(`${who}, so the ceiling is too low to tell such workers from the others. Raise it.`, figure);
  }
  if (leftOut.deaths > 0) return inconclusive(`${leftOut.deaths} deaths were left out of the record.`, figure);
  if (fault.sparedWorkers + others.length === 0) {
    return inconclusive('The fault spared no worker that served throughout, so there was nobody to live on.', figure);
  }
  const spare = `${count(fault.sparedWorkers, 'worker')} in which the fault never acted served throughout`;
  return pass(figure, `${allWell(supervision)} ${spare}.`);
}

const isOurs = ({ cause }: Death): boolean => cause !== 'unknown';

const tallyOf = ({ deaths, forks }: Evidence['supervision']): string =>
  `${count(deaths, 'death')} and ${count(forks, 'fork')}`;

function allWell(supervision: Evidence['supervision']): string {
  const { deaths, forks, owed, mostStillbornIn10s } = supervision;
  if (deaths === 0 && forks === 0) return 'No worker died and none was forked.';
  const stillborn =
    mostStillbornIn10s > 0
      ? `at most ${mostStillbornIn10s} died at boot within 10 s`
      : 'none of the new workers died at boot';
  const due = owed > 0 ? `, ${owed} not due yet when the load stopped` : '';
  return `${tallyOf(supervision)}${due}; ${stillborn}.`;
}
