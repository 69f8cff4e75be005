import { leakThreads } from '../../fixtures/faults/index.js';
import { defineScenario, mib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-threads',
  story: 'Threads that nobody terminates, some megabytes each, pile up in each worker, until all of them go with it.',
  fault: leakThreads({ everyRequests: 100, uneven: 0.25 }),
  // Higher than for other leaks, because each step towards it is a whole thread of about 8 MB.
  ceiling: { aboveBootBytes: mib(48) },
});
