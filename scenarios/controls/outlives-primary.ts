import { defineControl } from './define-control.js';

export default defineControl({
  name: 'outlives-primary',
  story: 'Workers that stay when their primary is gone.',
  load: { durationMs: 2000 },
  fails: 'orphans',
});
