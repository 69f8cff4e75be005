import { defineControl } from './define-control.js';

export default defineControl({
  name: 'drops-requests',
  story: 'A server that drops one request in a hundred though no worker dies.',
  load: { durationMs: 2500 },
  fails: 'loss',
});
