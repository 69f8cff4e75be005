import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'no-refork',
  story: 'A cluster that never replaces a worker: one after the other is gone, until nobody serves.',
  fault: killWorker({ everyMs: 600 }),
  fails: 'refork',
  // A primary without workers has nothing left to do, and ends.
  consequences: ['availability', 'capacity', 'primary'],
});
