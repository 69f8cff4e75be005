import { cutChannel } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'cut-channel',
  story:
    'The channel between a worker and its primary is cut: neither hears of the other again, and the worker must go.',
  fault: cutChannel({ everyRequests: 500 }),
});
