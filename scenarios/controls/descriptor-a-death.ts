import { killWorker } from '../../fixtures/faults/index.js';
import { broken } from '../../fixtures/servers/index.js';
import { mib, primary, seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'descriptor-a-death',
  story: 'A primary that opens a file at each death of a worker, and closes none.',
  // Handing connections out itself, node:cluster leaks a descriptor of its own at some deaths. Here only the defect's own may count.
  target: { ...broken('descriptor-a-death'), env: { NODE_CLUSTER_SCHED_POLICY: 'none' } },
  fault: killWorker({ everyMs: 1200 }),
  checks: [primary({ growthBytes: mib(32), growthDescriptors: 1 })],
  load: { durationMs: seconds(4.5) },
  fails: 'primary',
});
