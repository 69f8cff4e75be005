import { badRelease } from '../fixtures/faults/index.js';
import { resilient } from '../fixtures/servers/index.js';
import {
  availability,
  capacity,
  defineScenario,
  exercised,
  kib,
  loss,
  refork,
  seconds,
  stability,
} from '../harness/index.js';
import crash from './crash.js';
import { withChecks } from './with-checks.js';

export default defineScenario({
  ...crash,
  name: 'bad-release',
  group: 'Supervision',
  story:
    'Workers reach their ceiling while the new release cannot boot: the last of them goes on serving until it can.',
  // The server minds its own ceiling here: a harness that insists would have to kill the only worker that serves.
  target: { ...resilient, env: { CEILING_MB: '90' } },
  ceiling: { rssBytes: 90e6 },
  enforce: 'target',
  fault: badRelease({ bytesPerRequest: kib(64) }),
  load: { connections: 20, rate: 800, durationMs: seconds(11), recoveryMs: seconds(6) },
  checks: withChecks(
    crash,
    exercised({ deaths: 3 }),
    refork({ withinMs: 9000 }),
    availability({ slo: 0.99, longestOutageMs: 500 }),
    capacity({ floor: -1 }),
    loss({ perExit: 0 }),
    stability({ stillbornPer10s: 25 }),
  ),
});
