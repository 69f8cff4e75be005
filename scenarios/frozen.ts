import { freezeWorker } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import blocked from './blocked.js';

export default defineScenario({
  ...blocked,
  name: 'frozen',
  story:
    'A worker is stopped from outside (SIGSTOP): it stands still with all its connections, until its primary misses it.',
  fault: freezeWorker({}),
});
