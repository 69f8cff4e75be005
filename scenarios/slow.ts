import { slowAnswers } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import blocked from './blocked.js';

export default defineScenario({
  ...blocked,
  name: 'slow',
  story:
    'A worker answers ever more slowly, and nothing else is wrong with it: its primary asks it now and then, and has enough.',
  fault: slowAnswers({ afterRequests: 100, msPerRequest: 20 }),
});
