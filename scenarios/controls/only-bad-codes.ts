import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'only-bad-codes',
  story: 'A cluster that replaces only workers with a bad exit code, and none that a signal ends.',
  fault: killWorker({}),
  fails: 'refork',
  consequences: ['stability', 'recovery'],
});
