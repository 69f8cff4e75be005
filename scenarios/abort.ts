import { crashAbort } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'abort',
  story: 'Native code gives up and takes its worker along with SIGABRT, and each is replaced at once.',
  fault: crashAbort({ everyRequests: 500 }),
});
