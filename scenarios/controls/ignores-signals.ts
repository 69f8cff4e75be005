import { leakBuffers } from '../../fixtures/faults/index.js';
import { kib, mib, seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'ignores-signals',
  story: 'Workers that ignore the signal at their ceiling, and have to be killed.',
  // Every second worker leaks, so that the others are there throughout.
  fault: leakBuffers({ bytesPerRequest: kib(48), uneven: 1 }),
  ceiling: { aboveBootBytes: mib(24) },
  graceMs: 600,
  load: { durationMs: seconds(4) },
  fails: 'ceiling',
});
