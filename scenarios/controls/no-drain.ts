import { sendAway } from '../../fixtures/faults/index.js';
import { loss } from '../../harness/index.js';
import { defineControl } from './define-control.js';

export default defineControl({
  name: 'no-drain',
  story: 'Workers that are told to go die on the spot, and take along what they were asked.',
  fault: sendAway({}),
  // To be told to go is no accident, so it may cost nothing.
  checks: [loss({ perExit: 0 })],
  fails: 'loss',
});
