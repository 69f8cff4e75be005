import { killWorker } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'kill',
  story: 'Someone kills workers from outside, without a word of warning, and each is replaced at once.',
  fault: killWorker({ everyMs: 1000 }),
});
