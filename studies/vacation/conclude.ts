import { starvation } from '../../harness/checks/starvation.js';
import {
  type Conclusion,
  type Finding,
  fail,
  inconclusive,
  type Judgement,
  pass,
  type Seen,
  type SeenRun,
} from '../../harness/index.js';
import { count, percent, whole } from '../../harness/words/format.js';
import { learnFrom } from './learn.js';
import { type Rehearsal, rehearse } from './rehearsal.js';
import { assumed, compared, measured, span, told } from './sections.js';
import { hourMs, momentOf, site } from './site.js';
import { playFortnight, type Stories, type Story } from './stories.js';

/** So far may the simulation be off in any of the runs. */
const mostError = 0.15;
/** With fewer recycles one more or less is a fifth of them, and chance decides. */
const fewestRecycles = 5;
/** What the cluster must have answered of the fortnight. */
const slo = 0.999;
/** With less of a core to spare, boots and looks come late, and the simulation cannot know by how much. */
const spareCore = 0.2;

/** What the runs taught, whether the simulation can play them again, and what it makes of the fortnight. */
export function concludeVacation({ runs }: Seen): Conclusion {
  const learnt = runs.map(({ record }) => learnFrom(record));
  const missing = learnt.find((lesson) => typeof lesson === 'string');
  const lessons = learnt.filter((lesson) => typeof lesson !== 'string');
  const [first, ...others] = lessons;
  if (missing !== undefined || first === undefined) return unknown(missing ?? 'No run was made.');
  if (lessons.some(({ departures }) => departures.length === 0)) {
    return unknown(
      'In one of the runs no worker was seen to go and to be replaced, so nothing is known of what that takes.',
    );
  }
  const rehearsals = rehearse(lessons);
  const simulation = simulationJudgement(rehearsals, runs);
  const stories = playFortnight([first, ...others]);
  return {
    findings: [{ name: 'simulation', ...simulation }, ...fortnightFindings(stories, simulation)],
    sections: [measured(lessons), compared(rehearsals), assumed(stories, first), told(stories)],
  };
}

function unknown(why: string): Conclusion {
  return { findings: [{ name: 'simulation', ...inconclusive(why) }], sections: [] };
}

function simulationJudgement(rehearsals: readonly Rehearsal[], runs: readonly SeenRun[]): Judgement {
  const fewest = Math.min(...rehearsals.map(({ real }) => real));
  if (fewest < fewestRecycles) {
    return inconclusive(
      `One of the runs had only ${count(fewest, 'recycle')}; to compare takes ${fewestRecycles}. A longer --duration has more.`,
    );
  }
  const worst = worstOf(rehearsals);
  const figure = { observed: tenth(worst.error * 100), limit: mostError * 100, unit: '%' };
  const says = `At ${rehearsals.length} leaks the simulation counted the recycles of a real run within ${percent(tenth(worst.error * 100) / 100)}`;
  if (worst.error <= mostError) return pass(figure, `${says}.`);
  if (worst.offBy < 1) return inconclusive(`${says}, which was less than one recycle: too few to tell.`, figure);
  const disturbed = runs.map(disturbance).find((each) => each !== null) ?? null;
  return disturbed === null
    ? fail(figure, `${says}: it is not to be believed.`)
    : inconclusive(`${says}, but ${disturbed}.`, figure);
}

function worstOf(rehearsals: readonly Rehearsal[]): { error: number; offBy: number } {
  const errors = rehearsals.map(({ real, simulated }) => {
    const offBy = Math.abs(simulated - real);
    return { error: offBy / real, offBy };
  });
  return errors.reduce((worst, each) => (each.error > worst.error ? each : worst));
}

/** What kept a run from being like any other, or `null`. */
function disturbance({ step, record, idleCores }: SeenRun): string | null {
  const starved = starvation(record);
  if (starved !== null) return `in ${step} ${starved}`;
  if (idleCores !== null && idleCores < spareCore)
    return `in ${step} no core was idle, so that all took longer than it should`;
  return null;
}

function fortnightFindings({ cluster, alone }: Stories, simulation: Judgement): Finding[] {
  if (simulation.status !== 'pass') {
    const why = inconclusive('Not judged, as the simulation was not shown to be right.');
    return [
      { name: 'cluster', ...why },
      { name: 'alone', ...why },
    ];
  }
  const { requests, answered, lost, toldAtMs } = cluster.outcome;
  const share = answered / requests;
  const figure = { observed: share * 100, limit: slo * 100, unit: '%' };
  const often = toldAtMs.length === 0 ? '' : `, one every ${span((site.days * 24 * hourMs) / toldAtMs.length)}`;
  const says = `In ${site.days} days ${count(toldAtMs.length, 'worker')} went and were replaced${often}; ${count(lost, 'request')} of ${whole(requests)} got no answer.`;
  return [
    { name: 'cluster', ...(share >= slo ? pass(figure, says) : fail(figure, says)) },
    { name: 'alone', ...aloneJudgement(alone) },
  ];
}

function aloneJudgement({
  outcome: {
    requests,
    lost,
    toldAtMs: [endedAtMs],
  },
}: Story): Judgement {
  const figure = { observed: tenth((lost / requests) * 100), limit: null, unit: '%' };
  if (endedAtMs === undefined) {
    return inconclusive(
      'One process alone outlives the fortnight with this leak, so the cluster was not needed.',
      figure,
    );
  }
  return pass(
    figure,
    `Without a cluster the site is gone on ${momentOf(endedAtMs)}, and ${whole(lost)} requests (${percent(tenth((lost / requests) * 100) / 100)}) find nobody until someone comes back.`,
  );
}

const tenth = (n: number): number => Number(n.toFixed(1));
