import { crashReject } from '../fixtures/faults/index.js';
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
  name: 'rejection',
  group: 'Deaths',
  story: 'A promise that nobody awaits is rejected, Node ends the worker for it, and each is replaced at once.',
  fault: crashReject({ everyRequests: 500 }),
  load: { connections: 20, rate: 500, durationMs: seconds(6) },
  // Looser than those of crash: the load is short, and one death more or less weighs more.
  checks: [
    exercised({ deaths: 2 }),
    refork({ withinMs: 2000 }),
    availability({ slo: 0.8, longestOutageMs: 1500 }),
    loss({ perConnection: 2, unattributed: 0 }),
    stability({ stillbornPer10s: 5 }),
    recovery({ throughput: 0.5 }),
    // Of a connection that it hands to a dying worker the primary never hears again, and keeps it open: see hung.
    primary({ growthBytes: mib(32), growthDescriptors: 40 }),
    orphans(),
  ],
});
