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
  // The limits stand between what was measured on two busy cores. The course's server, which reforks and does not drain, 12 runs:
  // refork within 879 ms, 99 % answered, 374 ms of outage, 3 % over, 20 requests a death, 94 % of the rate regained. A refork five
  // seconds late, 11 runs: never before 5,102 ms, at most 74 % answered. Without a replacement, 23 runs: none at all.
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
