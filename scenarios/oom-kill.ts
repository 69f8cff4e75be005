import { leakBuffers } from '../fixtures/faults/index.js';
import { defineScenario, kib, mib } from '../harness/index.js';
import rejection from './rejection.js';

export default defineScenario({
  ...rejection,
  name: 'oom-kill',
  story:
    'Workers leak in a memory cgroup each, as in a container of their own: at its limit the kernel kills them without a word.',
  fault: leakBuffers({ bytesPerRequest: kib(96), uneven: 0.25 }),
  ceiling: { aboveBootBytes: mib(32) },
  enforce: 'kernel',
});
