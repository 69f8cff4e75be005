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
    const toil = (processes: number, round = ''): ToilStep => ({
      ...{ kind: 'toil', name: `no-server-${processes}${round}`, module: work },
      ...{ processes, durationMs: seconds(0.8) },
    });
    const run = (workers: number, round = ''): RunStep => ({
      ...{ kind: 'run', name: `workers-${workers}${round}`, scenario },
      // Two connections a worker: while one is answered the next request is there already.
      options: { connections: Math.max(8, 2 * workers), ...options, workers },
    });
    // What the ratios are made of is measured twice, and the better one counts: a core that others share is slower, never faster.
    return [
      ...[toil(1), toil(most)],
      ...[...new Set([1, 2, most, 2 * most])].map((workers) => run(workers)),
      ...[toil(1, '-again'), toil(most, '-again'), run(1, '-again'), run(most, '-again')],
    ];
  },
  conclude: concludeCores,
});
