import { leakBuffers } from '../../fixtures/faults/index.js';
import { kib, mib, seconds } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'disconnect-only',
  story: 'Workers that leave by disconnect() alone: with clients that keep their connections they never do.',
  fault: leakBuffers({ bytesPerRequest: kib(48), uneven: 1 }),
  ceiling: { aboveBootBytes: mib(24) },
  graceMs: 600,
  // Some ask again as soon as they are answered, so that the worker has always something to answer.
  load: { durationMs: seconds(4), also: [{ path: '/', connections: 8 }] },
  fails: 'ceiling',
});
