import type { Scenario } from '../../harness/index.js';
import leakContext from './leak-context.js';
import leakDescriptors from './leak-descriptors.js';
import leakFragmentation from './leak-fragmentation.js';
import leakHeap from './leak-heap.js';
import leakInStep from './leak-in-step.js';
import leakIntervals from './leak-intervals.js';
import leakListeners from './leak-listeners.js';
import leakRace from './leak-race.js';
import leakThreads from './leak-threads.js';
import leakUneven from './leak-uneven.js';

/** What workers leak, and how they do it, in the order in which they are listed and run. */
export const leaks: readonly Scenario[] = [
  leakHeap,
  leakListeners,
  leakIntervals,
  leakRace,
  leakContext,
  leakFragmentation,
  leakDescriptors,
  leakThreads,
  leakUneven,
  leakInStep,
];
