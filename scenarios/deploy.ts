import { renew } from '../fixtures/faults/index.js';
import { availability, capacity, defineScenario, exercised, loss, seconds } from '../harness/index.js';
import crash from './crash.js';
import { withChecks } from './with-checks.js';

export default defineScenario({
  ...crash,
  name: 'deploy',
  group: 'Supervision',
  story: 'A new release: the primary is told by SIGHUP, and renews its workers one by one at full strength.',
  fault: renew({}),
  load: {
    connections: 20,
    rate: 500,
    durationMs: seconds(7),
    also: [{ path: '/slow?ms=800', connections: 5 }],
  },
  checks: withChecks(
    crash,
    exercised({ deaths: 2 }),
    availability({ slo: 0.99, longestOutageMs: 500 }),
    capacity({ floor: 0 }),
    loss({ perExit: 0 }),
  ),
});
