import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'listens-elsewhere',
  story: 'A cluster whose replacements listen, but where nobody asks them.',
  fault: killWorker({}),
  fails: 'refork',
  consequences: ['recovery'],
});
