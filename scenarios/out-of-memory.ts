import { leakHeap } from '../fixtures/faults/index.js';
import { defineScenario, kib, mib } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'out-of-memory',
  story: "Workers leak until V8's heap is full: it looks for memory a last time, gives up, and aborts the worker.",
  fault: leakHeap({ bytesPerRequest: kib(192), uneven: 0.25 }),
  // Of V8's old generation alone: a worker has about twice as much when it dies.
  ceiling: { rssBytes: mib(64) },
  enforce: 'v8',
});
