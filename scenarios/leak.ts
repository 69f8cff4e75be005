import { leakBuffers } from '../fixtures/faults/index.js';
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
} from '../harness/index.js';

export default defineScenario({
  name: 'leak',
  group: 'Start here',
  story: 'Workers leak with every request, and are recycled at the ceiling before a client notices.',
  // Uneven, because workers that leak in step are a story of their own.
  fault: leakBuffers({ bytesPerRequest: kib(24), uneven: 0.25 }),
  ceiling: { aboveBootBytes: mib(32) },
  load: { connections: 20, rate: 1000, durationMs: seconds(10) },
  // The limits stand between what was measured on two cores (docs/trust.md). The course's server, which reforks and does not drain,
  // 50 runs, all passed: refork within 515 ms, 98.8 % answered, 329 ms of outage, 12 % over, 20 requests a death, 99 % of the rate
  // regained; 12 more beside other work had a refork within 879 ms and 94 % of the rate. A refork five seconds late, 51 runs, all
  // failed: never before 5,142 ms, at most 76 % answered. No replacement, or one that never listens, 111 runs: failed as well.
  checks: [
    exercised({ deaths: 4 }),
    refork({ withinMs: 2000 }),
    ceiling({ overBy: 0.2 }),
    availability({ slo: 0.97, longestOutageMs: 1000 }),
    capacity({ floor: -1 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 16 }),
    orphans(),
  ],
});
