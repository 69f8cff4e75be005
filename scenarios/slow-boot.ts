import { sendAway, slowBoot, together } from '../fixtures/faults/index.js';
import { availability, capacity, defineScenario, exercised, loss, refork, seconds } from '../harness/index.js';
import crash from './crash.js';
import { withChecks } from './with-checks.js';

export default defineScenario({
  ...crash,
  name: 'slow-boot',
  group: 'Supervision',
  story: 'Workers are sent away faster than others boot: nobody goes before there is somebody else to serve.',
  fault: together(slowBoot({ bootMs: 1500 }), sendAway({ everyMs: 600 })),
  load: { connections: 20, rate: 1000, durationMs: seconds(7), recoveryMs: seconds(3) },
  checks: withChecks(
    crash,
    exercised({ deaths: 2 }),
    refork({ withinMs: 3000 }),
    availability({ slo: 0.99, longestOutageMs: 500 }),
    capacity({ floor: -1 }),
    loss({ perExit: 0 }),
  ),
});
