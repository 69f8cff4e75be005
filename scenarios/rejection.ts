import { crashReject } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'rejection',
  group: 'Deaths',
  story: 'A promise that nobody awaits is rejected, Node ends the worker for it, and each is replaced at once.',
  fault: crashReject({ everyRequests: 400 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
