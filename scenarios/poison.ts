import { poison } from '../fixtures/faults/index.js';
import { defineScenario, seconds } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'poison',
  story:
    'One client sends a request that kills every worker it reaches, again and again, and all the others are served.',
  fault: poison({ mark: 'poison' }),
  load: {
    connections: 20,
    rate: 500,
    durationMs: seconds(6),
    // More than one, because where the primary hands connections out, one that it gives to a dying worker hangs for ever: see hung.
    also: [{ path: '/?q=poison', connections: 3, rate: 1 }],
  },
});
