import { availableParallelism } from 'node:os';
import { costlyAnswers } from '../fixtures/servers/index.js';
import { defineScenario, defineStudy, exercised, orphans, seconds } from '../harness/index.js';
import type { RunStep, ToilStep } from '../harness/study/study.js';
import { concludeCores } from './cores/conclude.js';

/** The same work without a server around it. */
const work = new URL('../fixtures/servers/lessons/work.js', import.meta.url).href;

const scenario = defineScenario({
  name: 'cores',
  story: 'Workers that do nothing but work, as much of it as they can.',
  target: costlyAnswers,
  load: { connections: 8, durationMs: seconds(2.5) },
  // No check of time: with every core at work it is the harness that waits.
  checks: [exercised({ requests: 50 }), orphans()],
});

export default defineStudy({
  name: 'cores',
  group: "The lesson's own points",
  ofItsOwnServer: true,
  story: 'One process uses one core. How much more do two workers answer, and what do more of them than cores bring?',
  steps(options) {
    const most = Math.max(2, options.workers ?? availableParallelism());
    const toils = [1, most].map(
      (processes): ToilStep => ({
        ...{ kind: 'toil', name: `no-server-${processes}`, module: work },
        ...{ processes, durationMs: seconds(0.8) },
      }),
    );
    const runs = [...new Set([1, 2, most, 2 * most])].map(
      (workers): RunStep => ({
        ...{ kind: 'run', name: `workers-${workers}`, scenario },
        // Two connections a worker: while one is answered the next request is there already.
        options: { connections: Math.max(8, 2 * workers), ...options, workers },
      }),
    );
    return [...toils, ...runs];
  },
  conclude: concludeCores,
});
