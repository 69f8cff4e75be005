import { exhaustDescriptors } from '../fixtures/faults/index.js';
import { defineScenario } from '../harness/index.js';
import blocked from './blocked.js';

export default defineScenario({
  ...blocked,
  name: 'descriptors',
  story:
    'Workers run out of file descriptors: those who are connected are served, and every new visitor waits for ever.',
  fault: exhaustDescriptors({ afterRequests: 100 }),
});
