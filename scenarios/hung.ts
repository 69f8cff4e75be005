import { crashDump } from '../fixtures/faults/index.js';
import { resilient } from '../fixtures/servers/index.js';
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
  name: 'hung',
  group: 'Stalls',
  story:
    'Visitors come at every moment, also in the one in which a worker is killed, and none of them is left hanging.',
  // The kernel hands out the connections. See hung-round-robin.
  target: { ...resilient, env: { NODE_CLUSTER_SCHED_POLICY: 'none' } },
  fault: crashDump({ everyRequests: 300, dumpMs: 100 }),
  load: {
    connections: 10,
    rate: 100,
    also: [{ path: '/', newConnections: true, connections: 40, rate: 400 }],
    timeoutMs: seconds(2),
    durationMs: seconds(7),
    recoveryMs: seconds(2.5),
  },
  checks: [
    exercised({ deaths: 2 }),
    refork({ withinMs: 2000 }),
    availability({ slo: 0.8, longestOutageMs: 1500 }),
    loss({ perExit: 100, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    primary({ growthBytes: mib(32), growthDescriptors: 40 }),
    orphans(),
  ],
});
