import { lateRefork } from '../fixtures/servers/index.js';
import { defineScenario } from '../harness/index.js';
import leak from './leak.js';

export default defineScenario({
  ...leak,
  name: 'late-refork',
  group: 'Controls: servers broken on purpose',
  story: 'A cluster that replaces a dead worker only five seconds later.',
  target: lateRefork,
  expectation: {
    fails: 'refork',
    // It works at half its strength meanwhile, and the worker that is left cannot be sent away.
    consequences: ['ceiling', 'availability', 'capacity', 'loss', 'stability', 'recovery', 'primary'],
  },
});
