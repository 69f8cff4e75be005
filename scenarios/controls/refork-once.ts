import { killWorker } from '../../fixtures/faults/index.js';
import { exercised, seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'refork-once',
  story: 'A cluster that replaces the first worker that dies, and no other.',
  fault: killWorker({ everyMs: 1000 }),
  // Two deaths: the third would come as the fault is taken off.
  load: { durationMs: seconds(4.6), recoveryMs: seconds(2.4) },
  // The first is replaced, so the defect shows from the second on.
  checks: [exercised({ deaths: 2, requests: 100 })],
  fails: 'refork',
  consequences: ['stability', 'recovery'],
});
