import type { Scenario } from '../harness/scenario.js';
import crash from './crash.js';
import lateRefork from './late-refork.js';
import leak from './leak.js';
import neverListens from './never-listens.js';
import noRefork from './no-refork.js';
import steady from './steady.js';

/** The catalogue, in the order in which it is listed and run. */
export const scenarios: readonly Scenario[] = [steady, leak, crash, noRefork, lateRefork, neverListens];
