import { crashSegfault } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'segfault',
  story:
    'A native addon reaches for memory it does not have, its worker ends with SIGSEGV, and each is replaced at once.',
  fault: crashSegfault({ everyRequests: 500 }),
});
