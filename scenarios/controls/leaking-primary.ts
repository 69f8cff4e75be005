import { defineControl } from './define-control.js';

export default defineControl({
  name: 'leaking-primary',
  story: 'A primary that keeps all its statistics: it grows, and nobody ever recycles it.',
  fails: 'primary',
});
