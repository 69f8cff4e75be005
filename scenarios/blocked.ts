import { block } from '../fixtures/faults/index.js';
import {
  availability,
  defineScenario,
  exercised,
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
  name: 'blocked',
  group: 'Stalls',
  story: 'A worker runs into an endless loop: it neither serves nor dies, until its primary misses its heartbeat.',
  fault: block({ number: 1 }),
  load: { connections: 20, rate: 500, durationMs: seconds(7) },
  // On two busy cores the resilient server answered 95 % of the probes beside errors and more beside the others, and an app under
  // its primary 88 % while it ran out of descriptors. The course's server: 72 % beside errors. All stalls leave it with a worker
  // that the fault had done for, for good, which is what recovery sees; what no answer comes to is seen by availability and loss.
  checks: [
    exercised(),
    refork({ withinMs: 2000 }),
    availability({ slo: 0.8, longestOutageMs: 1500 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 40 }),
    orphans(),
  ],
});
