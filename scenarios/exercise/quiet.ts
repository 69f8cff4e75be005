import { availability, capacity, defineScenario, exercised, orphans, seconds, stability } from '../../harness/index.js';

export default defineScenario({
  name: 'exercise-quiet',
  story: 'Nothing goes wrong: several workers serve, and each of them answers.',
  load: { connections: 20, rate: 500, durationMs: seconds(3) },
  checks: [
    exercised({ requests: 300 }),
    capacity({ floor: 0 }),
    stability({ stillbornPer10s: 0 }),
    availability({ slo: 0.95, longestOutageMs: 2000, maxVoided: 0.3 }),
    orphans(),
  ],
});
