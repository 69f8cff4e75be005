import { block, killPrimary, together } from '../fixtures/faults/index.js';
import { defineScenario, exercised, orphans, seconds } from '../harness/index.js';

export default defineScenario({
  name: 'primary-killed',
  group: 'Supervision',
  story:
    'The primary is killed while a worker is blocked: nothing of the server is left behind to hold its port or a core.',
  fault: together(block({ number: 1 }), killPrimary({ afterMs: 500 })),
  // It ends with the primary.
  load: { connections: 20, rate: 1000, durationMs: seconds(4) },
  checks: [exercised(), orphans()],
});
