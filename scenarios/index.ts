import type { Scenario } from '../harness/scenario.js';
import abort from './abort.js';
import crash from './crash.js';
import cutChannel from './cut-channel.js';
import exit from './exit.js';
import kill from './kill.js';
import lateRefork from './late-refork.js';
import leak from './leak.js';
import neverListens from './never-listens.js';
import noRefork from './no-refork.js';
import poison from './poison.js';
import rejection from './rejection.js';
import segfault from './segfault.js';
import steady from './steady.js';

/** The catalogue, in the order in which it is listed and run. */
export const scenarios: readonly Scenario[] = [
  ...[steady, leak, crash],
  ...[rejection, exit, abort, segfault, kill, cutChannel, poison],
  ...[noRefork, lateRefork, neverListens],
];
