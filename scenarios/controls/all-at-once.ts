import { renew } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'all-at-once',
  story: 'A restart that sends all workers away in the same moment.',
  fault: renew({}),
  load: { durationMs: 4500 },
  fails: 'capacity',
  // Nobody listens until the next ones do.
  consequences: ['availability'],
});
