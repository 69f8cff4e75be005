import { killWorker } from '../../fixtures/faults/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'answers-500',
  story: 'A cluster whose replacements are quick to listen, and answer nothing but 500.',
  fault: killWorker({}),
  fails: 'availability',
});
