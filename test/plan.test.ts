import { relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availability, loss, refork } from '../harness/checks/index.js';
import { ceilingBytesOf, heapLimit, type Plan, phasesOf, planOf, sampleEveryMs, settingsOf } from '../harness/plan.js';
import type { RunOptions } from '../harness/run-options.js';
import type { CeilingPlan, Scenario } from '../harness/scenario.js';
import { UsageError } from '../harness/usage-error.js';
import { Folder } from './servers/preloads.js';

const aScenario = (part: Partial<Scenario> = {}): Scenario => ({
  name: 'leak',
  story: 'Workers leak.',
  load: { connections: 20, durationMs: 10_000 },
  checks: [refork({ withinMs: 1000 }), availability({ slo: 0.99 }), loss({ perConnection: 1 })],
  ...part,
});

const user: NodeJS.ProcessEnv = { PATH: '/bin', HOME: '/home/me', NODE_OPTIONS: '--no-warnings', SECRET: 'mine' };
const plan = (options: RunOptions = {}, scenario = aScenario()) => planOf(scenario, options, user);
const limitsOf = (options: RunOptions, name: string) =>
  plan(options).checks.find((check) => check.name === name)?.limits;

describe('a plan', () => {
  it("is the scenario's own where the user says nothing", () => {
    expect(plan()).toMatchObject({
      path: '/',
      ceiling: null,
      enforce: 'harness',
      signal: 'SIGTERM',
      graceMs: 5000,
      connections: 20,
      rate: null,
      durationMs: 10_000,
    });
    expect(plan().workers).toBeGreaterThanOrEqual(2);
    const scenario = aScenario({
      ceiling: { aboveBootBytes: 5e6 },
      load: { connections: 3, durationMs: 2000, rate: 50 },
    });
    expect(plan({}, scenario)).toMatchObject({ ceiling: { aboveBootBytes: 5e6 }, connections: 3, rate: 50 });
  });

  it('has the grace that the scenario gives, unless the user gives another', () => {
    const scenario = aScenario({ graceMs: 800 });
    expect(plan({}, scenario).graceMs).toBe(800);
    expect(plan({ graceMs: 100 }, scenario).graceMs).toBe(100);
  });

  it("expects a control's own target to fail, and no other", () => {
    const expectation = { fails: 'refork', consequences: [] } as const;
    const scenario = aScenario({ expectation: { ...expectation, consequences: [] } });
    expect(plan({}, scenario).expectation).toEqual(expectation);
    expect(plan({ workers: 3 }, scenario).expectation).toEqual(expectation);
    expect(plan({ command: ['node', 'server.js'] }, scenario).expectation).toBeNull();
    expect(plan().expectation).toBeNull();
  });

  it('is what the user says, over what the scenario says', () => {
    const scenario = aScenario({
      ceiling: { aboveBootBytes: 5e6 },
      load: { connections: 3, durationMs: 2000, rate: 9 },
    });
    const given = {
      path: '/slow',
      workers: 3,
      enforce: 'target',
      signal: 'SIGINT',
      graceMs: 100,
      connections: 7,
      rate: 50,
      durationMs: 4000,
    } as const;
    expect(plan({ ...given, ceilingBytes: 120e6 }, scenario)).toMatchObject({
      ...given,
      ceiling: { rssBytes: 120e6 },
      env: { WORKERS: '3' },
    });
  });

  it('leaves the ceiling to whom the scenario says, unless the user says otherwise', () => {
    const scenario = aScenario({ ceiling: { rssBytes: 64e6 }, enforce: 'v8' });
    expect(plan({}, scenario).enforce).toBe('v8');
    expect(plan({ enforce: 'harness' }, scenario).enforce).toBe('harness');
  });

  it('gives a limit of the user to its check, and leaves the others alone', () => {
    expect(limitsOf({ slo: 0.5 }, 'availability')).toMatchObject({ slo: 0.5 });
    expect(limitsOf({ slo: 0.5 }, 'refork')).toEqual({ withinMs: 1000 });
    expect(limitsOf({ reforkWithinMs: 7 }, 'refork')).toEqual({ withinMs: 7 });
    expect(limitsOf({ lostPerExit: 4 }, 'loss')).toEqual({ perConnection: 1, perExit: 4 });
    expect(limitsOf({}, 'loss')).toEqual({ perConnection: 1 });
  });

  it.each([
    [{ slo: 0.9 }, '--slo sets a limit of the check "availability"'],
    [{ lostPerExit: 1 }, '--lost-per-exit sets a limit of the check "loss"'],
    [{ reforkWithinMs: 9 }, '--refork-within sets a limit of the check "refork"'],
  ])('refuses %j where the scenario makes no such check', (options, message) => {
    const others = aScenario().checks.filter(({ name }) => !message.includes(`"${name}"`));
    const make = () => plan(options, aScenario({ checks: others }));
    expect(make).toThrow(UsageError);
    expect(make).toThrow(`${message}, which the scenario "leak" does not make. Leave it out.`);
  });

  it('has the heap limit of V8 only with a size that is known before the boot', () => {
    expect(() => plan({ enforce: 'v8' }, aScenario({ ceiling: { aboveBootBytes: 5e6 } }))).toThrow(/--ceiling 120MB/);
    expect(heapLimit(plan({ enforce: 'v8', ceilingBytes: 120 * 1024 ** 2 + 5 }))).toEqual(['--max-old-space-size=120']);
    expect(heapLimit(plan({ enforce: 'v8', ceilingBytes: 5 }))).toEqual(['--max-old-space-size=1']);
    expect(heapLimit(plan({ ceilingBytes: 120e6 }))).toEqual([]);
  });

  it('leaves nothing to the kernel without a ceiling', () => {
    expect(plan({ enforce: 'kernel', ceilingBytes: 1e8 }).enforce).toBe('kernel');
    const { ceiling: _, ...without } = aScenario();
    expect(() => plan({ enforce: 'kernel' }, without)).toThrow(/needs a ceiling to enforce: --ceiling 120MB/);
  });
});

describe('its target', () => {
  it('is the fixture, in a bare environment, where nobody names one', () => {
    const { target, command, args, env } = plan();
    expect(target).toMatch(/^fixtures[\\/]servers[\\/]resilient[\\/]primary\.js$/);
    expect(command).toBe(process.execPath);
    expect(args).toHaveLength(1);
    expect(env).toMatchObject({ PATH: '/bin', HOME: '/home/me', NODE_OPTIONS: '--no-warnings' });
    expect(env).not.toHaveProperty('SECRET');
  });

  it("is the scenario's, with its arguments and environment over the user's", () => {
    const target = { file: '/srv/own.js', args: ['--fast'], env: { SECRET: 'theirs', WORKERS: '1' } };
    const made = plan({}, aScenario({ target }));
    expect(made).toMatchObject({ target: '/srv/own.js', args: ['/srv/own.js', '--fast'] });
    expect(made.env).toMatchObject({ PATH: '/bin', SECRET: 'theirs', WORKERS: '1' });
  });

  it("is the user's file, found from the working directory, in the user's environment", () => {
    using folder = new Folder();
    const file = folder.file('server.js');
    const given = relative(process.cwd(), file);
    const made = plan({ target: given }, aScenario({ target: { file: '/srv/own.js', bareEnvironment: true } }));
    expect(made).toMatchObject({ target: given, command: process.execPath, args: [file] });
    expect(made.env).toMatchObject({ SECRET: 'mine' });
  });

  it("is the fixture's primary with the user's app, in the user's environment", () => {
    using folder = new Folder();
    const file = folder.file('app.js');
    const { target, args, env } = plan({ app: file });
    expect(target).toBe(`${file} under the fixture's primary`);
    expect(args).toEqual([expect.stringMatching(/resilient[\\/]primary\.js$/), file]);
    expect(env).toMatchObject({ SECRET: 'mine' });
  });

  it("is the user's command, word for word", () => {
    expect(plan({ command: ['pm2-runtime', 'start', 'a b.js'] })).toMatchObject({
      target: 'pm2-runtime start a b.js',
      command: 'pm2-runtime',
      args: ['start', 'a b.js'],
    });
  });

  it('is refused where a file is missing, with the path that was looked for', () => {
    using folder = new Folder();
    const missing = `${folder.file('there.js')}.not`;
    expect(() => plan({ target: missing })).toThrow(UsageError);
    expect(() => plan({ target: missing })).toThrow(
      `--target ${missing}: there is no such file. Looked for ${missing}`,
    );
    expect(() => plan({ app: missing })).toThrow(/^--app /);
  });

  it('is refused where more than one, or an empty command, is given', () => {
    expect(() => plan({ target: 'a.js', command: ['node'] })).toThrow(/^More than one target was given\./);
    expect(() => plan({ command: [] })).toThrow(/^There is no command after "--"\./);
  });
});

describe('the ceiling in bytes', () => {
  const bytes = (ceiling: CeilingPlan | null, bootRssBytes: number, enforce: Plan['enforce'] = 'harness') =>
    ceilingBytesOf({ ceiling, enforce }, bootRssBytes);

  it('is none, a size, or so much above what it takes to boot', () => {
    expect(bytes(null, 50e6)).toBeNull();
    expect(bytes({ rssBytes: 110e6 }, 50e6)).toBe(110e6);
    expect(bytes({ aboveBootBytes: 40e6 }, 50e6)).toBe(90e6);
  });

  it.each(['harness', 'kernel', 'target'] as const)(
    'that the %s keeps is refused where a worker is at it or over it at boot, with one that would do',
    (enforce) => {
      expect(() => bytes({ rssBytes: 50e6 }, 50e6, enforce)).toThrow(UsageError);
      expect(() => bytes({ rssBytes: 40e6 }, 50e6, enforce)).toThrow(
        /^The ceiling of 40 MB is not above the 50 MB .* such as 75MB\.$/,
      );
      expect(bytes({ rssBytes: 50e6 + 1 }, 50e6, enforce)).toBe(50e6 + 1);
    },
  );

  it('that V8 keeps is of the heap alone, and may be below the memory at boot', () => {
    expect(bytes({ rssBytes: 40e6 }, 50e6, 'v8')).toBe(40e6);
  });
});

describe('phases', () => {
  it('take a second before the fault and a second and a half after it out of a long load', () => {
    expect(phasesOf(200, plan())).toEqual({
      loadFromMs: 200,
      faultFromMs: 1200,
      faultUntilMs: 8700,
      loadUntilMs: 10_200,
    });
  });

  it('take a fifth each out of a short one', () => {
    expect(phasesOf(0, plan({ durationMs: 1000 }))).toEqual({
      loadFromMs: 0,
      faultFromMs: 200,
      faultUntilMs: 800,
      loadUntilMs: 1000,
    });
  });

  it('are as long as the scenario asks, as far as a fifth is left to the fault', () => {
    const scenario = aScenario({ load: { connections: 1, durationMs: 10_000, steadyMs: 500, recoveryMs: 5000 } });
    expect(phasesOf(0, plan({}, scenario))).toMatchObject({ faultFromMs: 500, faultUntilMs: 5000 });
    expect(phasesOf(0, plan({ durationMs: 1000 }, scenario))).toMatchObject({ faultFromMs: 200, faultUntilMs: 400 });
  });

  it('follow each other, and leave the fault most of the load, however long it is', () => {
    const times = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(times, fc.double({ min: 1000, max: 1e9, noNaN: true }), (from, duration) => {
        const { loadFromMs, faultFromMs, faultUntilMs, loadUntilMs } = phasesOf(from, plan({ durationMs: duration }));
        expect(loadFromMs).toBe(from);
        expect(faultFromMs).toBeGreaterThan(loadFromMs);
        expect(loadUntilMs).toBeGreaterThan(faultUntilMs);
        expect(faultUntilMs - faultFromMs).toBeGreaterThanOrEqual(duration * 0.6 - 1e-3);
        expect(loadUntilMs).toBe(from + duration);
      }),
    );
  });
});

describe('the settings of a record', () => {
  it('are the plan, with the fault but without the module it comes from', () => {
    const fault = { name: 'leak-buffers', module: 'file:///a/leak-buffers.js', options: { bytesPerRequest: 9 } };
    const made = plan({ command: ['node', 'a.js'], ceilingBytes: 1e8, workers: 2 }, aScenario({ fault }));
    expect(settingsOf(made, 4000, 3, 1e8, 5e7)).toEqual({
      workers: 3,
      ceilingBytes: 1e8,
      bootRssBytes: 5e7,
      enforce: 'harness',
      signal: 'SIGTERM',
      graceMs: 5000,
      connections: 20,
      rate: null,
      also: [],
      timeoutMs: 10_000,
      durationMs: 10_000,
      sampleEveryMs,
      path: '/',
      port: 4000,
      target: 'node a.js',
      fault: { name: 'leak-buffers', options: { bytesPerRequest: 9 } },
    });
  });

  it('have no fault where the scenario has none', () => {
    expect(settingsOf(plan(), 4000, 2, null, null).fault).toBeNull();
  });
});
