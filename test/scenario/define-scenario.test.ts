import { describe, expect, it } from 'vitest';
import { availability, refork } from '../../harness/checks/index.js';
import { defineScenario } from '../../harness/scenario/define-scenario.js';
import type { Scenario } from '../../harness/scenario.js';
import { UsageError } from '../../harness/usage-error.js';

const aScenario = (part: Partial<Scenario> = {}): Scenario => ({
  name: 'leak-slowly',
  story: 'Workers leak.',
  fault: { name: 'leak', module: 'file:///faults/leak.js', options: {} },
  ceiling: { rssBytes: 1e8 },
  load: { connections: 1, durationMs: 1000, rate: 0.5 },
  checks: [refork({ withinMs: 1000 }), availability({ slo: 0.99 })],
  expectation: { fails: 'refork', consequences: ['availability'] },
  ...part,
});

const refusal = (part: Partial<Scenario>): string => {
  try {
    defineScenario(aScenario(part));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }
  return 'accepted';
};

describe('a scenario', () => {
  it('without a mistake is given back as it is', () => {
    const scenario = aScenario();
    expect(defineScenario(scenario)).toBe(scenario);
  });

  it('needs no fault, ceiling, rate or expectation', () => {
    const { name, story, checks } = aScenario();
    const bare = { name, story, checks, load: { connections: 1, durationMs: 1000 } };
    expect(defineScenario(bare)).toBe(bare);
  });

  it.each<[mistake: string, part: Partial<Scenario>, says: string]>([
    ['a name with capitals', { name: 'Leak' }, 'name is "Leak"; use small letters, digits and hyphens'],
    ['a name with blanks', { name: 'leak slowly' }, 'name is "leak slowly"'],
    ['a name that leads out of its folder', { name: '../leak' }, 'name is "../leak"'],
    ['a name that begins with a digit', { name: '2leaks' }, 'name is "2leaks"'],
    ['no story', { story: ' \n' }, 'story is empty'],
    ['no connection', { load: { connections: 0, durationMs: 1000 } }, 'load.connections is 0'],
    ['half a connection', { load: { connections: 1.5, durationMs: 1000 } }, 'load.connections is 1.5'],
    ['too short a load', { load: { connections: 1, durationMs: 999 } }, 'load.durationMs is 999'],
    ['a length that is no number', { load: { connections: 1, durationMs: Number.NaN } }, 'load.durationMs is NaN'],
    [
      'a length that no timer can wait',
      { load: { connections: 1, durationMs: 2 ** 31 } },
      'load.durationMs is 2147483648; give at least 1000',
    ],
    [
      'a ceiling of two kinds',
      { ceiling: { rssBytes: 1, aboveBootBytes: 1 } },
      'ceiling is {"rssBytes":1,"aboveBootBytes":1}',
    ],
    ['a ceiling of no kind', { ceiling: { megabytes: 1 } as never }, 'ceiling is {"megabytes":1}; give either'],
    ['a grace before its beginning', { graceMs: -1 }, 'graceMs is -1; give milliseconds of 0 or more'],
    [
      'a signal that does not exist',
      { fault: { name: 'x', options: {}, strike: { signal: 'SIGNOPE' as never, to: 'worker', lethal: true } } },
      'fault.strike.signal is "SIGNOPE"; give the full name of a signal',
    ],
    ['no time to answer in', { load: { connections: 1, durationMs: 1000, timeoutMs: 0 } }, 'load.timeoutMs is 0'],
    ['a rate of nothing', { load: { connections: 1, durationMs: 1000, rate: 0 } }, 'load.rate is 0'],
    ['a ceiling of nothing', { ceiling: { rssBytes: 0 } }, 'ceiling is {"rssBytes":0}'],
    ['a ceiling below the boot', { ceiling: { aboveBootBytes: -1 } }, 'ceiling is {"aboveBootBytes":-1}'],
    ['a fault by path', { fault: { name: 'f', module: './f.js', options: {} } }, 'fault.module is "./f.js"'],
    ['a fault that does nothing', { fault: { name: 'f', options: {} } }, 'the fault "f" does nothing'],
    [
      'a strike without a pause',
      { fault: { name: 'f', options: {}, strike: { signal: 'SIGKILL', to: 'worker', everyMs: 0, lethal: true } } },
      'fault.strike.everyMs is 0',
    ],
    [
      'other requests to no path',
      { load: { connections: 1, durationMs: 1000, also: [{ path: 'slow', connections: 1 }] } },
      'load.also[0].path is "slow"',
    ],
    [
      'other requests on no connection',
      { load: { connections: 1, durationMs: 1000, also: [{ path: '/slow', connections: 0 }] } },
      'load.also[0].connections is 0',
    ],
    ['no checks', { checks: [], expectation: undefined }, 'checks is empty'],
    [
      'a check made twice',
      { checks: [...aScenario().checks, refork({ withinMs: 5 })] },
      'the check "refork" is listed more than once',
    ],
    [
      'an expectation of a check it does not make',
      { expectation: { fails: 'loss', consequences: [] } },
      'expectation names "loss", which is not among its checks',
    ],
    [
      'a consequence for a check it does not make',
      { expectation: { fails: 'refork', consequences: ['capacity'] } },
      'expectation names "capacity"',
    ],
  ])('with %s is refused, and that is all that is said of it', (_, part, says) => {
    const [head, ...mistakes] = refusal(part).split('\n');
    expect(head).toBe(`The scenario "${part.name ?? 'leak-slowly'}" cannot be run:`);
    expect(mistakes).toEqual([expect.stringContaining(`  - ${says}`)]);
  });

  it('with several mistakes has all of them named at once', () => {
    const said = refusal({
      story: '',
      load: { connections: -1, durationMs: 5, rate: -2 },
      ceiling: { rssBytes: Number.NaN },
      checks: [],
    });
    expect(said.split('\n').slice(1)).toEqual([
      expect.stringContaining('story'),
      expect.stringContaining('load.connections'),
      expect.stringContaining('load.durationMs'),
      expect.stringContaining('load.rate'),
      expect.stringContaining('ceiling'),
      expect.stringContaining('checks is empty'),
      expect.stringContaining('"refork"'),
      expect.stringContaining('"availability"'),
    ]);
  });
});

describe('what is no scenario at all', () => {
  const refused = (value: unknown): string => {
    try {
      defineScenario(value as Scenario);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as UsageError).message;
    }
    return 'accepted';
  };

  it('is refused with what it should have been', () => {
    expect(refused(null)).toBe('The scenario cannot be run:\n  - a scenario should be an object, and is null');
    expect(refused([])).toContain('a scenario should be an object, and is []');
    expect(refused({})).toContain('The scenario cannot be run:\n  - name should be a string, and is missing');
  });

  it('is refused with a mistake of each of its parts', () => {
    const circle: Record<string, unknown> = {};
    circle.itself = circle;
    expect(refused({ ...aScenario(), story: 3, load: { connections: '20', durationMs: 1000 }, graceMs: circle })).toBe(
      [
        'The scenario "leak-slowly" cannot be run:',
        '  - story should be a string, and is 3',
        '  - graceMs should be a number, and is an object that contains itself',
        '  - load.connections should be a number, and is "20"',
      ].join('\n'),
    );
    expect(refused({ ...aScenario(), checks: [{ name: 'refork', limits: {} }] })).toContain(
      'checks[0].judge should be a function, and is missing',
    );
  });
});
