import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'no-cluster',
  story: 'One process and no cluster at all: what ends it ends the server.',
  takesSingleProcess: true,
  fault: killWorker({}),
  fails: 'refork',
  // There is no primary that stays, and nobody else who serves.
  consequences: ['capacity', 'primary'],
});
