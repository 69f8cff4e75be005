import { crashThrow } from '../fixtures/faults/index.js';
import { coursePageAnotherMain } from '../fixtures/servers/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'another-main',
  group: "The lesson's own points",
  story: 'With setupPrimary the workers run another file than the primary, and an exit brings a fork all the same.',
  target: coursePageAnotherMain,
  // More often than in crash, for a shorter run.
  fault: crashThrow({ everyRequests: 400 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(7) },
});
