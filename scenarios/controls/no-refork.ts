import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'no-refork',
  story: 'A cluster that never replaces a worker: after each death it is one fewer, for good.',
  fault: killWorker({}),
  fails: 'refork',
  consequences: ['stability', 'recovery'],
});
