import { killWorker } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'kill',
  group: 'Deaths',
  story: 'Someone kills workers from outside, without a word of warning, and each is replaced at once.',
  fault: killWorker({ everyMs: 600 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
