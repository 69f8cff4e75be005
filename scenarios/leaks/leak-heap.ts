import { leakHeap } from '../../fixtures/faults/index.js';
import {
  availability,
  capacity,
  ceiling,
  defineScenario,
  exercised,
  kib,
  loss,
  mib,
  orphans,
  primary,
  recovery,
  refork,
  seconds,
  stability,
} from '../../harness/index.js';

export default defineScenario({
  name: 'leak-heap',
  group: 'Leaks',
  story: 'A cache that never evicts fills the heap of each worker, and the ceiling takes them in turn.',
  fault: leakHeap({ bytesPerRequest: kib(48), uneven: 0.25 }),
  ceiling: { aboveBootBytes: mib(32) },
  load: { connections: 20, rate: 500, durationMs: seconds(5.8), steadyMs: 800, recoveryMs: 1500 },
  // Half the rate of leak, so that a busy machine has room for the collector, whose work grows with the heap. The limits are those
  // of leak but for one: of a shorter run an outage takes a larger share.
  checks: [
    exercised({ deaths: 2 }),
    refork({ withinMs: 2000 }),
    ceiling({ overBy: 0.2 }),
    availability({ slo: 0.95, longestOutageMs: 1000 }),
    capacity({ floor: -1 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 16 }),
    orphans(),
  ],
});
