import { resilient } from '../fixtures/servers/index.js';
import { defineScenario } from '../harness/index.js';
import hung from './hung.js';

export default defineScenario({
  ...hung,
  name: 'hung-round-robin',
  story: "Node's default: the primary hands out connections, and one that a dying worker never took hangs for ever.",
  target: resilient,
  // It stays open in the primary, and forgotten. No supervisor can help that, but for letting the kernel hand them out.
  expectation: { fails: 'loss', consequences: ['primary', 'availability', 'recovery'] },
});
