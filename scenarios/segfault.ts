import { crashSegfault } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'segfault',
  group: 'Deaths',
  story:
    'A native addon reaches for memory it does not have, its worker ends with SIGSEGV, and each is replaced at once.',
  fault: crashSegfault({ everyRequests: 400 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
