import { leakContext } from '../../fixtures/faults/index.js';
import { defineScenario, kib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-context',
  story: 'AsyncLocalStorage keeps what each request had in store, because an empty job is still waiting.',
  fault: leakContext({ bytesPerRequest: kib(48), uneven: 0.25 }),
});
