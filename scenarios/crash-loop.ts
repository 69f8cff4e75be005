import { crashAtBoot, killWorker, together } from '../fixtures/faults/index.js';
import { defineScenario, exercised, refork, seconds, stability } from '../harness/index.js';
import crash from './crash.js';
import { withChecks } from './with-checks.js';

export default defineScenario({
  ...crash,
  name: 'crash-loop',
  group: 'Supervision',
  story: 'A worker dies, and for seconds no other can boot: it is tried again ever more seldom, until one can.',
  fault: together(crashAtBoot({}), killWorker({})),
  // The longest pause between two tries is five seconds, and the last may begin right before a boot is possible again.
  load: { connections: 20, rate: 1000, durationMs: seconds(9.5), recoveryMs: seconds(6) },
  // Tried again at once, 20 workers a second would die at boot.
  checks: withChecks(crash, exercised({ deaths: 3 }), refork({ withinMs: 9000 }), stability({ stillbornPer10s: 15 })),
});
