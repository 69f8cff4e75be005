import { sendAway } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'not-after-disconnect',
  story: 'A cluster that replaces no worker which left in good order.',
  fault: sendAway({}),
  load: { durationMs: 4500 },
  fails: 'refork',
  consequences: ['stability', 'recovery'],
});
