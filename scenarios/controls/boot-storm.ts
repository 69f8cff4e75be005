import { killWorker } from '../../fixtures/faults/index.js';
import { seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'boot-storm',
  story: 'A cluster whose replacements die at boot, and are forked again without a pause.',
  fault: killWorker({}),
  load: { durationMs: seconds(5) },
  fails: 'stability',
  // Nobody ever comes to serve in the place of the one that died.
  consequences: ['refork'],
});
