import { cutChannel } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'cut-channel',
  group: 'Deaths',
  story:
    'The channel between a worker and its primary is cut: neither hears of the other again, and the worker must go.',
  fault: cutChannel({ everyRequests: 400 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
