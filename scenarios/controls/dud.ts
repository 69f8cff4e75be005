import { crashThrow } from '../../fixtures/faults/index.js';
import { resilient } from '../../fixtures/servers/index.js';
import { exercised } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'dud',
  story: 'A good server, and a fault that never acts: nothing was shown, so nothing may pass.',
  target: resilient,
  fault: crashThrow({ everyRequests: 1e9 }),
  load: { durationMs: 2000 },
  checks: [exercised({ deaths: 1 })],
  fails: 'exercised',
});
