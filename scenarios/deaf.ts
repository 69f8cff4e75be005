import { closeListener } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import blocked from './blocked.js';

export default defineScenario({
  ...blocked,
  name: 'deaf',
  story: 'A worker stops listening and lives on: whoever is connected is served, and nobody else ever will be.',
  fault: closeListener({ afterRequests: 100 }),
});
