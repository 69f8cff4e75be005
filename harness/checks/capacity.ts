import { count, ms } from '../words/format.js';
import { defineCheck } from './define-check.js';
import { failUnless, inconclusive, pass } from './judgement.js';
import { floorOfWorkers } from './limits.js';
import { crowding } from './starvation.js';

/**
 * From the first request to the last, at least `floor` workers listened at every moment. A floor of 0 or
 * less counts down from the steady state: 0 lets none be missing, -1 one. It never comes down to 0: with nobody listening the port is closed, so a
 * target of a single worker must start the next before the first is gone.
 */
export const capacity = defineCheck('capacity', { floor: floorOfWorkers }, ({ floor }, evidence) => {
  const { supervision, phases } = evidence;
  const { steadyWorkers, fewestListening, fewestAtMs } = supervision;
  const least = floor <= 0 ? Math.max(1, steadyWorkers + floor) : floor;
  const figure = { observed: fewestListening, limit: least, unit: 'workers' };
  if (steadyWorkers === 0) return inconclusive('No worker listened before the load began.');
  if (phases.loadUntilMs <= phases.loadFromMs) return inconclusive('There was no load to watch the workers under.');

  const steady = `${count(steadyWorkers, 'worker')} in the steady state`;
  if (fewestListening < least) {
    const lowest = fewestListening === 0 ? 'no worker listened' : `only ${count(fewestListening, 'worker')} listened`;
    const summary = `At ${ms(fewestAtMs)} ${lowest}, and the floor is ${least} (${steady})`;
    // A floor above the steady state was missed before anybody could have been in the way.
    return failUnless(least > steadyWorkers ? null : crowding(evidence), figure, summary);
  }
  return pass(
    figure,
    `Never fewer than ${count(fewestListening, 'worker')} listened; the floor is ${least} (${steady}).`,
  );
});
