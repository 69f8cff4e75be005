import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import '../../dist/matchers/vitest.js';
import { capacity, defineScenario, exercised, loss, orphans, refork, seconds } from '../../harness/index.js';
import { aFolder } from '../a-folder.js';
import { program, server } from './command.js';

const brief = defineScenario({
  name: 'brief',
  story: 'Nothing goes wrong for a moment.',
  load: { connections: 5, rate: 200, durationMs: seconds(2) },
  checks: [exercised({ requests: 20 }), capacity({ floor: 0 }), loss({ unattributed: 0 }), orphans()],
});
/** Asks for more workers than there are. */
const greedy = defineScenario({ ...brief, checks: [capacity({ floor: 99 })] });
const nothingHappens = defineScenario({ ...brief, checks: [refork({ withinMs: 1000 })] });

describe('expect(scenario).toSurvive()', () => {
  it('holds for an ES module that a command starts, and keeps the files of the run', async () => {
    using out = aFolder();
    await expect(brief).toSurvive({ command: [process.execPath, program('esm.mjs')], workers: 2, out: out.path });
    expect(existsSync(join(out.path, 'record.json'))).toBe(true);
    expect(existsSync(join(out.path, 'report.html'))).toBe(true);
  });

  it('fails with the sentences of what failed', async () => {
    await expect(expect('no-refork').toSurvive({ workers: 2 })).rejects.toThrow(
      /controls\/no-refork\.js did not survive the scenario "no-refork":\n {2}✗ refork: .*no replacement came/,
    );
  });

  it('with not, holds where a check failed', async () => {
    await expect(greedy).not.toSurvive({ target: server('resilient/primary.js'), workers: 2 });
  });

  it('fails where nothing was shown, with not as well', async () => {
    const target = server('resilient/primary.js');
    const unshown = /^The scenario "brief" could not show whether .+\n {2}\? refork: No worker died/;
    await expect(expect(nothingHappens).toSurvive({ target })).rejects.toThrow(unshown);
    await expect(expect(nothingHappens).not.toSurvive({ target })).rejects.toThrow(unshown);
  });

  it('names the scenario that was meant', async () => {
    await expect(expect('leek').toSurvive()).rejects.toThrow('Unknown scenario "leek". Did you mean "leak"?');
    await expect(expect(7).toSurvive()).rejects.toThrow('was given 7. Give one of defineScenario()');
  });

  it('refuses a test that would be over before its load', async () => {
    await expect(expect('leak').toSurvive()).rejects.toThrow(
      'The load of this scenario lasts 10000 ms, but its test is ended after 9000 ms. ' +
        'Give the test more time, as its last argument: 40000.',
    );
  }, 9000);
});
