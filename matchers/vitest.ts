/**
 * refork in a suite of Vitest's: importing this file teaches `expect` to run a scenario.
 *
 *     import 'refork/vitest';
 *
 *     test('the server survives leaking workers', async () => {
 *       await expect('leak').toSurvive({ target: './server.js' });
 *     }, 60_000);
 */

import { join } from 'node:path';
import { expect, type RunnerTestCase } from 'vitest';
import { saveWhole } from '../harness/files.js';
import { run } from '../harness/run.js';
import type { RunOptions } from '../harness/run-options.js';
import type { Scenario } from '../harness/scenario.js';
import { UsageError } from '../harness/usage-error.js';
import { unknownName } from '../harness/words/did-you-mean.js';
import { html } from '../reports/html.js';
import { scenarios } from '../scenarios/index.js';
import { survival } from './survival.js';

/** What `toSurvive` takes: what a run takes, and where its files go. */
export interface SurvivalOptions extends RunOptions {
  /** Folder for `record.json`, `events.ndjson` and `report.html`. Without it no file is written. */
  out?: string;
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: an interface is added to only under the very parameters it has.
  interface Matchers<T = any> {
    /**
     * Runs a scenario, given itself or by the name of one of refork's own, against a target, and fails unless every check held.
     * What could not be shown is no pass: it fails with `not` as well as without, and the message says so. A run lasts as long
     * as the load, some seconds, so give the test a time limit; one that runs out ends the run in order.
     *
     * @throws UsageError if nothing could be run, as `run` does.
     */
    toSurvive(options?: SurvivalOptions): Promise<void>;
  }
}

expect.extend({
  async toSurvive(received: unknown, { out, ...options }: SurvivalOptions = {}) {
    const scenario = scenarioOf(received);
    // Not in the types of Vitest 4, though each matcher is called with it.
    const { task } = this as { task?: RunnerTestCase };
    refuseShortTime(task, options.durationMs ?? scenario.load.durationMs);
    const running = run(scenario, options, { out, signal: task?.context.signal });
    // A test whose time ran out is over for Vitest, while its target is still to be stopped.
    task?.context.onTestFinished(() => running.then(nothing, nothing), stoppingMs);
    const record = await running;
    if (out !== undefined) saveWhole(join(out, 'report.html'), html(record));
    const { verdict, message } = survival(record);
    // Where nothing was shown, the opposite was not shown either.
    return { pass: verdict === 'inconclusive' ? this.isNot : verdict === 'pass', message: () => message };
  },
});

const stoppingMs = 30_000;

const nothing = (): void => {};

function scenarioOf(received: unknown): Scenario {
  if (typeof received === 'string') {
    const known = scenarios.find(({ name }) => name === received);
    if (known !== undefined) return known;
    const names = scenarios.map(({ name }) => name);
    throw new UsageError(unknownName('scenario', received, names));
  }
  if (isScenario(received)) return received;
  throw new UsageError(
    `toSurvive() runs a scenario, but was given ${JSON.stringify(received)}. Give one of defineScenario(), or a name such as "leak".`,
  );
}

const isScenario = (value: unknown): value is Scenario =>
  typeof value === 'object' && value !== null && 'load' in value && 'checks' in value && 'name' in value;

/** A test that cannot but run out of time is refused before anything is started. */
function refuseShortTime(task: RunnerTestCase | undefined, durationMs: number): void {
  if (task === undefined || !(task.timeout > 0) || task.timeout > durationMs) return;
  const enough = Math.ceil((durationMs * 2 + 20_000) / 10_000) * 10_000;
  throw new UsageError(
    `The load of this scenario lasts ${durationMs} ms, but its test is ended after ${task.timeout} ms. ` +
      `Give the test more time, as its last argument: ${enough}.`,
  );
}
