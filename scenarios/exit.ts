import { crashExit } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import crash from './crash.js';

export default defineScenario({
  ...crash,
  name: 'exit',
  group: 'Deaths',
  story:
    'Something calls process.exit(0) in the middle of requests: it looks like work well done, and is a death all the same.',
  fault: crashExit({ everyRequests: 400, code: 0 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(6) },
});
