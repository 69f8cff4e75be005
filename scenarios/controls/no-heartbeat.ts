import { freezeWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'no-heartbeat',
  story: 'A worker hangs and nobody notices: it neither serves nor dies, and is never replaced.',
  fault: freezeWorker({}),
  fails: 'recovery',
  // Nor does it notice that its primary is gone.
  consequences: ['orphans'],
});
