import { crashThrow } from '../fixtures/faults/index.js';
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
  name: 'crash',
  group: 'Start here',
  story: 'Workers run into a bug and crash under load, and each is replaced at once.',
  fault: crashThrow({ everyRequests: 800 }),
  load: { connections: 20, rate: 1000, durationMs: seconds(10) },
  // Chosen like those of leak. The course's server, 50 runs, all passed: refork within 545 ms, 98.2 % answered, 217 ms of outage, 20
  // requests a death; 12 more beside other work: 917 ms, 96 %, 354 ms. A refork five seconds late, 50 runs, all failed: never before
  // 5,151 ms, at most 56 % answered. No replacement, or one that never listens, 109 runs: failed as well. No floor for the capacity:
  // two bugs may strike at once, which no supervisor can help.
  checks: [
    exercised({ deaths: 4 }),
    refork({ withinMs: 2000 }),
    availability({ slo: 0.9, longestOutageMs: 1000 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 16 }),
    orphans(),
  ],
});
