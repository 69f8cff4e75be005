import { answerErrors } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import blocked from './blocked.js';

export default defineScenario({
  ...blocked,
  name: 'errors',
  story: 'A worker answers 500 to everything, quicker than the others, and looks healthy to all who do not ask it.',
  fault: answerErrors({ afterRequests: 100 }),
});
