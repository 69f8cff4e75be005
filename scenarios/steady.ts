import {
  availability,
  capacity,
  defineScenario,
  exercised,
  loss,
  mib,
  orphans,
  primary,
  seconds,
  stability,
} from '../harness/index.js';

export default defineScenario({
  name: 'steady',
  group: 'Start here',
  story: 'Nothing goes wrong: no worker dies, and every request is answered. What all other runs are compared with.',
  load: { connections: 20, rate: 1000, durationMs: seconds(5) },
  checks: [
    exercised({ requests: 1000 }),
    availability({ slo: 0.999, longestOutageMs: 500 }),
    capacity({ floor: 0 }),
    loss({ unattributed: 0 }),
    stability({ stillbornPer10s: 0 }),
    primary({ growthBytes: mib(32), growthDescriptors: 16 }),
    orphans(),
  ],
});
