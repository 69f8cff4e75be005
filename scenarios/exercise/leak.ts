import { leakBuffers } from '../../fixtures/faults/index.js';
import {
  availability,
  defineScenario,
  exercised,
  kib,
  mib,
  orphans,
  recovery,
  refork,
  type Scenario,
  seconds,
} from '../../harness/index.js';

/** Every worker leaks, and is sent away at the ceiling. More workers share the requests, so each request leaks that much more. */
export default (workers: number): Scenario =>
  defineScenario({
    name: 'exercise-leak',
    story: 'Workers leak with every request and are sent away at the ceiling, and the server goes on serving.',
    fault: leakBuffers({ bytesPerRequest: kib(30) * workers, uneven: 0.25 }),
    ceiling: { aboveBootBytes: mib(32) },
    load: { connections: 20, rate: 500, durationMs: seconds(9), recoveryMs: seconds(3) },
    checks: [
      exercised({ deaths: 2 }),
      refork({ withinMs: 5000 }),
      availability({ slo: 0.8, longestOutageMs: 3000, maxVoided: 0.3 }),
      recovery({ throughput: 0.5 }),
      orphans(),
    ],
  });
