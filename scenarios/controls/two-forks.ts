import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'two-forks',
  story: 'A cluster that forks two for each that dies, and has ever more workers.',
  fault: killWorker({}),
  fails: 'stability',
});
