import { sendAway } from '../fixtures/faults/index.js';
import { resilient } from '../fixtures/servers/index.js';
import { availability, capacity, defineScenario, exercised, kib, loss, seconds } from '../harness/index.js';
import crash from './crash.js';
import { withChecks } from './with-checks.js';

export default defineScenario({
  ...crash,
  name: 'drain',
  group: 'Supervision',
  story:
    'Workers are sent away amid slow and streamed answers, uploads and idle visitors, and not one request is lost.',
  // Longer than any visitor is silent here: to close a connection while its client begins to write costs that request.
  target: { ...resilient, env: { IDLE_MS: '3000' } },
  fault: sendAway({ everyMs: 1000 }),
  load: {
    connections: 10,
    rate: 300,
    durationMs: seconds(8),
    recoveryMs: seconds(2),
    also: [
      { path: '/slow?ms=1500', connections: 10 },
      { path: '/stream?ms=1500', connections: 10 },
      { path: '/upload', method: 'POST', bodyBytes: kib(256), connections: 4, rate: 40 },
      // Each of them comes back after two seconds of silence, on the connection it had.
      { path: '/', connections: 20, rate: 10 },
    ],
  },
  checks: withChecks(
    crash,
    exercised({ deaths: 3 }),
    availability({ slo: 0.99, longestOutageMs: 500 }),
    capacity({ floor: -1 }),
    loss({ perExit: 0 }),
  ),
});
