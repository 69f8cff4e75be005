import { crashExit } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'exit',
  story:
    'Something calls process.exit(0) in the middle of requests: it looks like work well done, and is a death all the same.',
  fault: crashExit({ everyRequests: 500, code: 0 }),
});
