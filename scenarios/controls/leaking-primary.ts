import { defineControl } from './define-control.js';

export default defineControl({
  name: 'leaking-primary',
  story: 'A primary that keeps all that its workers log: nobody ever recycles it.',
  load: { rate: 1000 },
  fails: 'primary',
});
