import { leakFragmentation } from '../../fixtures/faults/index.js';
import { defineScenario, kib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-fragmentation',
  story:
    'Slabs of native memory stay for the few bytes still used of each: only resident memory tells, and it is what counts.',
  fault: leakFragmentation({ bytesPerRequest: kib(40), uneven: 0.25 }),
});
