import { leakBuffers } from '../../fixtures/faults/index.js';
import { defineScenario, exercised, kib } from '../../harness/index.js';
import { withChecks } from '../with-checks.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-in-step',
  story:
    'All workers leak alike and reach the ceiling together, and yet there is never a moment without one that serves.',
  fault: leakBuffers({ bytesPerRequest: kib(40) }),
  checks: withChecks(leakHeap, exercised({ deaths: 2, together: 2 })),
});
