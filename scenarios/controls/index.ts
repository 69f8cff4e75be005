import type { Scenario } from '../../harness/scenario.js';
import allAtOnce from './all-at-once.js';
import answers500 from './answers-500.js';
import bootStorm from './boot-storm.js';
import descriptorADeath from './descriptor-a-death.js';
import disconnectOnly from './disconnect-only.js';
import dropsRequests from './drops-requests.js';
import dud from './dud.js';
import ignoresSignals from './ignores-signals.js';
import lateRefork from './late-refork.js';
import leakingPrimary from './leaking-primary.js';
import listensElsewhere from './listens-elsewhere.js';
import neverListens from './never-listens.js';
import noCluster from './no-cluster.js';
import noDrain from './no-drain.js';
import noHeartbeat from './no-heartbeat.js';
import noRefork from './no-refork.js';
import notAfterDisconnect from './not-after-disconnect.js';
import onlyBadCodes from './only-bad-codes.js';
import outlivesPrimary from './outlives-primary.js';
import reforkOnDisconnect from './refork-on-disconnect.js';
import reforkOnce from './refork-once.js';
import twoForks from './two-forks.js';

/** Servers broken on purpose, each in one way, in the order in which they are listed and run. */
export const controls: readonly Scenario[] = [
  noCluster,
  noRefork,
  reforkOnce,
  lateRefork,
  twoForks,
  neverListens,
  listensElsewhere,
  answers500,
  bootStorm,
  onlyBadCodes,
  notAfterDisconnect,
  reforkOnDisconnect,
  ignoresSignals,
  disconnectOnly,
  noDrain,
  dropsRequests,
  noHeartbeat,
  allAtOnce,
  leakingPrimary,
  descriptorADeath,
  outlivesPrimary,
  dud,
];
