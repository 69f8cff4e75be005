import { leakBuffers } from '../../fixtures/faults/index.js';
import { defineScenario, exercised, kib, stability } from '../../harness/index.js';
import { withChecks } from '../with-checks.js';
import leakHeap from './leak-heap.js';

export default defineScenario({
  ...leakHeap,
  name: 'leak-uneven',
  story: 'One worker leaks, and is recycled; the others have done nothing wrong, and live on.',
  fault: leakBuffers({ bytesPerRequest: kib(160), only: 'first' }),
  // A single death, because clients leave the worker that dies and stay with those that do not: the next one has few to leak for.
  checks: withChecks(leakHeap, exercised({ deaths: 1 }), stability({ stillbornPer10s: 5, bystanders: 0 })),
});
