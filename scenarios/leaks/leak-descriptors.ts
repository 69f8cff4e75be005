import { leakDescriptors } from '../../fixtures/faults/index.js';
import { defineScenario, exercised } from '../../harness/index.js';
import crash from '../crash.js';
import { withChecks } from '../with-checks.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...crash,
  name: 'leak-descriptors',
  group: 'Leaks',
  story:
    'Workers leave a file open with each request, which no ceiling of memory sees: they crash of EMFILE, one after the other.',
  fault: leakDescriptors({ limit: 400, uneven: 0.6 }),
  load: leakHeap.load,
  // No ceiling, because an open file costs a worker next to no memory. What must hold is that a worker out of descriptors is
  // replaced, and that its death alone gives them back: primary sees that they did not go to anyone else.
  checks: withChecks(crash, exercised({ deaths: 2 })),
});
