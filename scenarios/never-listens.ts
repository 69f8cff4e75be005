import { neverListens } from '../fixtures/servers/index.js';
import { defineScenario } from '../harness/index.js';
import leak from './leak.js';

export default defineScenario({
  ...leak,
  name: 'never-listens',
  group: 'Controls: servers broken on purpose',
  story: 'A cluster whose replacements are forked at once, and never listen.',
  target: neverListens,
  expectation: {
    fails: 'refork',
    // Forked is not serving: who never listens is missed like one who never came.
    consequences: ['ceiling', 'availability', 'capacity', 'loss', 'stability', 'recovery', 'primary'],
  },
});
