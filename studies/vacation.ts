import { leakBuffers } from '../fixtures/faults/index.js';
import { defineScenario, defineStudy, exercised, mib, orphans, refork, seconds } from '../harness/index.js';
import { concludeVacation } from './vacation/conclude.js';

/** In kB a request. Far enough apart to compare, and all fast enough for ten recycles in as many seconds. */
const leaks = [40, 60, 90];

export default defineStudy({
  name: 'vacation',
  group: "The lesson's own points",
  story:
    'A small leak, and nobody there for two weeks: what a cluster that replaces its workers makes of it, and what one process.',
  steps: (options) =>
    leaks.map((leak) => ({
      ...{ kind: 'run', name: `leak-of-${leak}-kb`, options },
      scenario: defineScenario({
        name: 'vacation',
        story: `Workers keep ${leak} kB of every request, and go at the ceiling.`,
        fault: leakBuffers({ bytesPerRequest: leak * 1000 }),
        ceiling: { aboveBootBytes: mib(32) },
        load: { connections: 20, rate: 1000, durationMs: seconds(10), recoveryMs: 0 },
        checks: [exercised({ deaths: 1 }), refork({ withinMs: 5000 }), orphans()],
      }),
    })),
  conclude: concludeVacation,
});
