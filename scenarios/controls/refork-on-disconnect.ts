import { choke } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'refork-on-disconnect',
  story:
    'A cluster that waits for `disconnect`, which never comes for a worker that dies with a connection on its way to it.',
  fault: choke({ number: 1, stillMs: 300 }),
  fails: 'refork',
  consequences: ['stability', 'recovery'],
});
