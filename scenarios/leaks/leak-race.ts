import { leakRace } from '../../fixtures/faults/index.js';
import { defineScenario, kib } from '../../harness/index.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-race',
  story: 'A promise that never settles keeps the outcome of every race it was in, and the workers are recycled for it.',
  fault: leakRace({ bytesPerRequest: kib(48), uneven: 0.25 }),
});
