import type { Scenario } from '../harness/scenario.js';
import abort from './abort.js';
import anotherMain from './another-main.js';
import badRelease from './bad-release.js';
import blocked from './blocked.js';
import { controls } from './controls/index.js';
import crash from './crash.js';
import crashLoop from './crash-loop.js';
import cutChannel from './cut-channel.js';
import deaf from './deaf.js';
import deploy from './deploy.js';
import descriptors from './descriptors.js';
import drain from './drain.js';
import errors from './errors.js';
import exit from './exit.js';
import frozen from './frozen.js';
import hung from './hung.js';
import hungRoundRobin from './hung-round-robin.js';
import kill from './kill.js';
import leak from './leak.js';
import { leaks } from './leaks/index.js';
import oomKill from './oom-kill.js';
import outOfMemory from './out-of-memory.js';
import poison from './poison.js';
import primaryKilled from './primary-killed.js';
import rejection from './rejection.js';
import segfault from './segfault.js';
import slow from './slow.js';
import slowBoot from './slow-boot.js';
import steady from './steady.js';

/** The catalogue, in the order in which it is listed and run. */
export const scenarios: readonly Scenario[] = [
  ...[steady, leak, crash],
  ...leaks,
  ...[rejection, exit, abort, segfault, kill, outOfMemory, oomKill, cutChannel, poison],
  ...[blocked, frozen, slow, errors, deaf, descriptors, hung, hungRoundRobin],
  ...[crashLoop, slowBoot, badRelease, primaryKilled, drain, deploy],
  anotherMain,
  ...controls,
];
