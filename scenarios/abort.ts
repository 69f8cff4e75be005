import { crashAbort } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'abort',
  group: 'Deaths',
  story: 'Native code gives up and takes its worker along with SIGABRT, and each is replaced at once.',
  fault: crashAbort({ everyRequests: 400 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
