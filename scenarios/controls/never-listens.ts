import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'never-listens',
  story: 'A cluster whose replacements are forked at once, and never listen.',
  fault: killWorker({}),
  fails: 'refork',
  consequences: ['recovery'],
});
