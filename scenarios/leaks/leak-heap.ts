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
  fault: leakHeap({ bytesPerRequest: kib(40), uneven: 0.25 }),
  ceiling: { aboveBootBytes: mib(32) },
  load: { connections: 20, rate: 500, durationMs: seconds(5.8), steadyMs: 800, recoveryMs: 1500 },
  // Half the rate of leak, so that a busy machine has room for the collector, whose work grows with the heap. These limits are
  // looser than leak's, and provisional: they were widened after runs on two cores of which others had taken most had failed good
  // servers, and a quiet machine may allow tighter ones. There the course's server and a plain app under our primary, one run of
  // each of the ten leaks with nearly these settings: refork within 1,367 ms, 96.5 % answered, 31 % over, 20 requests a death. A
  // refork five seconds late, in leak and crash: never before 5,102 ms. No broken server was run under these limits.
  checks: [
    exercised({ deaths: 2 }),
    refork({ withinMs: 3000 }),
    ceiling({ overBy: 0.4 }),
    availability({ slo: 0.9, longestOutageMs: 1000 }),
    capacity({ floor: -1 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 16 }),
    orphans(),
  ],
});
