import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../harness/cli/read-command.js';
import type { CheckResult, Settings } from '../../../harness/record.js';
import { repeatCommand } from '../../../reports/timeline/repeat-command.js';
import { aRecord } from '../../a-record.js';
import type { Part } from '../../merge.js';

const command = (settings: Part<Settings>, checks: CheckResult[] = []): string =>
  repeatCommand(aRecord({ settings, checks }));

const check = (name: CheckResult['name'], limits: CheckResult['limits']): CheckResult => ({
  ...{ name, limits, status: 'pass', observed: 0, limit: 0, unit: '', summary: '' },
});

describe('the command that repeats a run', () => {
  it('says what was set, and leaves out what holds anyway', () => {
    expect(command({})).toBe('npx refork leak --workers 2 --connections 20 --duration 10s --ceiling 110MiB');
  });

  it('says what differs from the defaults', () => {
    expect(
      command({
        ...{ rate: 500, path: '/api?x=1', ceilingBytes: null, enforce: 'target', signal: 'SIGINT', graceMs: 1500 },
        durationMs: 2550,
      }),
    ).toBe(
      "npx refork leak --workers 2 --connections 20 --duration 2550ms --rate 500 --path '/api?x=1' --enforce target --signal SIGINT --grace 1.5s",
    );
  });

  it('grades a module again, for a run that was a part of that', () => {
    const record = aRecord({ scenario: 'exercise-leak', settings: { target: 'class/my server.mjs' } });
    expect(repeatCommand(record)).toBe("npx refork grade 'class/my server.mjs'");
  });

  it.each([
    [120_000_000, '120MB'],
    [115_343_360, '110MiB'],
    [97_796_096, '97796096B'],
  ])('gives a ceiling of %i bytes exactly', (ceilingBytes, said) => {
    expect(command({ ceilingBytes })).toContain(`--ceiling ${said}`);
  });

  it('gives the limits that can be given', () => {
    const checks = [
      check('availability', { slo: 0.999 }),
      check('loss', { perExit: 3 }),
      check('refork', { withinMs: 750 }),
    ];
    expect(command({}, checks)).toMatch(/--slo 99.9% --lost-per-exit 3 --refork-within 750ms$/);
  });

  it('names the target as it was given', () => {
    expect(command({ target: './my server.js' })).toMatch(/ --target '\.\/my server\.js'$/);
    expect(command({ target: "app.js under the fixture's primary" })).toMatch(/ --app app\.js$/);
    const target = 'node server.js --fast';
    const launched = { atMs: 5, kind: 'target-launched', pid: 1, command: target, port: 4000 } as const;
    expect(repeatCommand(aRecord({ settings: { target }, events: [launched], checks: [] }))).toMatch(
      / -- node server\.js --fast$/,
    );
  });

  it('is one word for the shell whatever a path is made of', () => {
    expect(command({ path: "/it's $(rm -rf ~)`x`" })).toContain(` --path '/it'\\''s $(rm -rf ~)\`x\`'`);
  });

  it('is read by the command line as the same settings', () => {
    const words = command({ rate: 500, enforce: 'target', graceMs: 1500, target: 'server.js' }, [
      check('availability', { slo: 0.005 }),
    ]).split(' ');
    expect(readCommand(words.slice(2), ['leak'])).toMatchObject({
      kind: 'run',
      scenario: 'leak',
      options: {
        ...{ workers: 2, connections: 20, durationMs: 10_000, rate: 500, ceilingBytes: 115_343_360 },
        ...{ enforce: 'target', graceMs: 1500, slo: 0.005, target: 'server.js' },
      },
    });
  });
});
