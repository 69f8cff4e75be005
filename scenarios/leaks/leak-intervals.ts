import { leakIntervals } from '../../fixtures/faults/index.js';
import { defineScenario, kib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-intervals',
  story:
    'Timers that nobody clears keep the memory and the event loop of each worker, which has to leave all the same.',
  fault: leakIntervals({ bytesPerRequest: kib(48), uneven: 0.25 }),
});
