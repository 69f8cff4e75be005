import { killWorker } from '../../fixtures/faults/index.js';
import { seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'late-refork',
  story: 'A cluster that replaces a dead worker only five seconds later.',
  fault: killWorker({}),
  load: { durationMs: seconds(7.5) },
  fails: 'refork',
});
