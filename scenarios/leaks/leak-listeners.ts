import { leakListeners } from '../../fixtures/faults/index.js';
import { defineScenario, kib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-listeners',
  story: 'Each visitor subscribes to the news and never leaves the list, and the ceiling takes worker after worker.',
  fault: leakListeners({ bytesPerRequest: kib(48), uneven: 0.25 }),
});
