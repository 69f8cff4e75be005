import { crashThrow } from '../../fixtures/faults/index.js';
import { defineScenario, exercised, orphans, refork, type Scenario, seconds, stability } from '../../harness/index.js';

/**
 * Every worker runs into a bug and crashes. More workers share the requests, so each reaches its bug with that much fewer.
 * The limits tell right from wrong, not fast from slow: a student's machine may be any.
 */
export default (workers: number): Scenario =>
  defineScenario({
    name: 'exercise-crash',
    story: 'Workers run into a bug and crash, and each is replaced by one that serves.',
    fault: crashThrow({ everyRequests: Math.max(20, Math.round(500 / workers)) }),
    load: { connections: 20, rate: 500, durationMs: seconds(8), recoveryMs: seconds(3) },
    checks: [exercised({ deaths: 2 }), refork({ withinMs: 5000 }), stability({ stillbornPer10s: 5 }), orphans()],
  });
