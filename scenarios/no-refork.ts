import { noRefork } from '../fixtures/servers/index.js';
import { defineScenario } from '../harness/index.js';
import leak from './leak.js';

export default defineScenario({
  ...leak,
  name: 'no-refork',
  group: 'Controls: servers broken on purpose',
  story: 'A cluster that never replaces a worker: the leak takes one after the other, until nobody serves.',
  target: noRefork,
  expectation: {
    fails: 'refork',
    // Who is not replaced is missed by everyone; and a primary without workers has nothing left to do, and ends.
    consequences: ['ceiling', 'availability', 'capacity', 'loss', 'stability', 'recovery', 'primary'],
  },
});
