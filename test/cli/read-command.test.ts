import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../harness/cli/command.js';
import { help } from '../../harness/cli/help.js';
import { optionTable } from '../../harness/cli/option-table.js';
import { readCommand } from '../../harness/cli/read-command.js';
import { defaultFormats } from '../../harness/run-options.js';
import { UsageError } from '../../harness/usage-error.js';

const names = ['leak', 'crash'];
const read = (line: string): Command => readCommand(line === '' ? [] : line.split(' '), names);
const output = { formats: defaultFormats, json: false, quiet: false, color: true, repeat: 1 };

function refusal(line: string): string {
  try {
    read(line);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

describe('calls', () => {
  it.each(['', 'list'])('"%s" lists', (line) => expect(read(line)).toStrictEqual({ kind: 'list', color: true }));

  it('a scenario alone runs with nothing overridden', () => {
    expect(read('leak')).toStrictEqual({ kind: 'run', scenario: 'leak', options: {}, output });
  });

  it('all runs with the same options', () => {
    expect(read('all --workers 3')).toStrictEqual({ kind: 'all', options: { workers: 3 }, output });
  });

  it('every option of a run is read', () => {
    const line =
      'leak --app a.js --path /x?y=1 --port 4000 --workers 4 --ceiling 110MiB --enforce harness --signal SIGINT ' +
      '--grace 2s --connections 50 --duration 1min --rate 500 --slo 99.9 --lost-per-exit 0 --refork-within 800ms ' +
      '--repeat 5 --out here --format json --json --live 8080 --quiet --no-color';
    expect(read(line)).toStrictEqual({
      kind: 'run',
      scenario: 'leak',
      options: {
        app: 'a.js',
        path: '/x?y=1',
        port: 4000,
        workers: 4,
        ceilingBytes: 115_343_360,
        enforce: 'harness',
        signal: 'SIGINT',
        graceMs: 2000,
        connections: 50,
        durationMs: 60_000,
        rate: 500,
        slo: 0.999,
        lostPerExit: 0,
        reforkWithinMs: 800,
      },
      output: { out: 'here', formats: ['json'], json: true, live: 8080, quiet: true, color: false, repeat: 5 },
    });
  });

  it('everything after -- is the command, its options too', () => {
    expect(read('leak --workers 2 -- pm2 start --help -- x')).toMatchObject({
      kind: 'run',
      options: { workers: 2, command: ['pm2', 'start', '--help', '--', 'x'] },
    });
  });

  it('check and report read a record', () => {
    expect(read('check r.json --json')).toStrictEqual({
      kind: 'check',
      record: 'r.json',
      json: true,
      quiet: false,
      color: true,
    });
    expect(read('report r.json --format json --out d')).toStrictEqual({
      kind: 'report',
      record: 'r.json',
      formats: ['json'],
      out: 'd',
      quiet: false,
      color: true,
    });
  });

  it.each(['--help', '-h', 'leak --help', 'leek --workers 0 -h'])('"%s" helps, whatever else is wrong', (line) =>
    expect(read(line)).toStrictEqual({ kind: 'help' }),
  );
  it.each(['--version', '-v'])('"%s" gives the version', (line) =>
    expect(read(line)).toStrictEqual({ kind: 'version' }),
  );

  it.each([
    ['leak --live', true],
    ['--live leak', true],
    ['--live 8080 leak', 8080],
    ['leak --live=8080', 8080],
    ['leak --live --quiet', true],
  ])('"%s" has the live page on %s', (line, live) => {
    expect(read(line)).toMatchObject({ scenario: 'leak', output: { live } });
  });

  it('of an option given twice the last counts', () => {
    expect(read('leak --workers 2 --workers=5')).toMatchObject({ options: { workers: 5 } });
  });
});

describe('tell and predict', () => {
  it('go with one run', () => {
    expect(read('leak --tell --predict --json')).toMatchObject({ output: { tell: true, predict: true } });
  });

  it.each([
    ['leak --tell --repeat 3', '--tell is for one run that is looked at. Leave out --repeat.'],
    ['leak --predict --quiet', '--predict is for one run that is looked at. Leave out --quiet.'],
    ['all --tell', '--tell has no meaning for all'],
  ])('"%s" is refused', (line, message) => expect(refusal(line)).toContain(message));
});

describe('matrix', () => {
  it('runs all controls, or takes the folders that it is given', () => {
    expect(read('matrix --repeat 3 --write docs/m.md')).toStrictEqual({
      ...{ kind: 'matrix', folders: [], write: 'docs/m.md' },
      output: { ...output, repeat: 3 },
    });
    expect(read('matrix runs/a runs/b')).toStrictEqual({ kind: 'matrix', folders: ['runs/a', 'runs/b'], output });
    expect(refusal('matrix --duration 5s')).toContain('--duration has no meaning for matrix');
    expect(refusal('leak --write m.md')).toContain('--write has no meaning for run');
  });
});

describe('grade', () => {
  it('takes modules, as many as there are, and how they are to be tried', () => {
    expect(read('grade a.mjs b.mjs --workers 4 --path /x --port 4000 --out here --json')).toStrictEqual({
      kind: 'grade',
      files: ['a.mjs', 'b.mjs'],
      options: { path: '/x', port: 4000, workers: 4 },
      ...{ out: 'here', json: true, quiet: false, color: true },
    });
  });

  it.each([
    ['grade', 'grade needs a module'],
    ['grade a.mjs --duration 5s', '--duration has no meaning for grade'],
    ['grade -- node a.mjs', 'A command after -- has no meaning for grade'],
  ])('"%s" is refused', (line, message) => expect(refusal(line)).toContain(message));
});

describe('refusals', () => {
  it.each([
    ['leek', 'Unknown scenario "leek". Did you mean "leak"?'],
    ['lits', 'Unknown scenario "lits". Did you mean "list"?'],
    ['holiday', 'Unknown scenario "holiday". Known are: leak, crash, all, matrix, list, check, report, grade.'],
    ['leak --duratoin 5s', 'Unknown option "--duratoin". Did you mean "--duration"?'],
    ['leak --xyzzy', 'Unknown option "--xyzzy". Options are listed by --help.'],
    ['leak -z', 'Unknown option "-z". Options are listed by --help.'],
    ['leak --duration 5', '--duration 5 has no unit. Did you mean 5s?'],
    ['leak --ceiling 120', '--ceiling 120 has no unit. Did you mean 120MB?'],
    ['leak --ceiling 0MB', '--ceiling 0MB is nothing at all. Give more than 0.'],
    ['leak --duration 0s', '--duration 0s is nothing at all. Give more than 0.'],
    ['leak --workers 0', '--workers 0 is out of range. Give a whole number from 1 to 1024.'],
    ['leak --workers 1.5', '--workers 1.5 is out of range. Give a whole number from 1 to 1024.'],
    ['leak --workers -2', '--workers -2 is out of range. Give a whole number from 1 to 1024.'],
    ['leak --port 70000', '--port 70000 is out of range. Give a whole number from 1 to 65535.'],
    ['leak --live 0', '--live 0 is out of range. Give a whole number from 1 to 65535.'],
    ['leak --connections 0', '--connections 0 is out of range. Give a whole number from 1 to 10000.'],
    ['leak --repeat 0', '--repeat 0 is out of range. Give a whole number from 1 to 1000.'],
    ['leak --slo 120', '--slo 120 is not a percentage. Give a number from 0 to 100, such as 99.9.'],
    ['leak --path x', '--path x does not begin with /. Did you mean /x?'],
    ['leak --enforce kernal', 'Unknown enforcer "kernal". Did you mean "kernel"?'],
    ['leak --signal SIGTREM', 'Unknown signal "SIGTREM". Did you mean "SIGTERM"?'],
    ['leak --signal term', '--signal term is not a full name. Did you mean "SIGTERM"?'],
    ['leak --format jsno', 'Unknown format "jsno". Did you mean "json"?'],
    ['leak --grace --json', '--grace needs a value: --grace T.'],
    ['leak --target', '--target needs a value: --target FILE.'],
    ['leak --target=', '--target is empty. Leave it away or give it a value.'],
    ['leak --json=yes', '--json takes no value, but was given "yes".'],
    ['leak --target a --app b', 'There can be one target, but --target and --app were given.'],
    ['leak --app a -- b', 'There can be one target, but --app and a command after -- were given.'],
    ['leak --enforce v8 --signal SIGINT', '--signal is what the harness sends, but --enforce v8 leaves it to others.'],
    ['leak --', 'Nothing stands after --. Give the command that starts the target.'],
    ['leak 5s', 'Unexpected word "5s". Under npm, options stand after a --'],
    ['--target a', 'No scenario was named. Put one first, such as "leak", or "all".'],
    ['-- node a.js', 'No scenario was named.'],
    ['check', 'check needs a record'],
    ['check r.json --workers 2', '--workers has no meaning for check: it is for running scenarios.'],
    ['list --json', '--json has no meaning for list: it is for running scenarios.'],
  ])('"%s"', (line, message) => expect(refusal(line)).toContain(message));

  it('a path with a blank is refused, because it cannot stand in a request', () => {
    expect(() => readCommand(['leak', '--path', '/a b'], names)).toThrow('Did you mean /a%20b?');
  });

  it('all mistakes are told at once, a line each', () => {
    expect(refusal('leek --workers 0 --durration 5s --slo 120').split('\n')).toStrictEqual([
      'Unknown option "--durration". Did you mean "--duration"?',
      'Unknown scenario "leek". Did you mean "leak"?',
      '--workers 0 is out of range. Give a whole number from 1 to 1024.',
      '--slo 120 is not a percentage. Give a number from 0 to 100, such as 99.9.',
    ]);
  });

  it('whatever the words, there is a command or a message for the user', () => {
    const words = fc.oneof(
      fc.constantFrom('leak', 'all', 'check', '--', '-', '--live', '-qh', '5', '--=', '--__proto__', '--constructor=1'),
      fc.constantFrom(...optionTable.map(({ name }) => `--${name}`)),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (argv) => {
        try {
          expect(readCommand(argv, names).kind).toMatch(/^(list|run|all|check|report|help|version)$/);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('help', () => {
  const text = help([
    { name: 'leak', story: 'Workers leak with every request, and are recycled before a client notices.' },
  ]);

  it('fits 80 columns', () => {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('names every option and every scenario', () => {
    for (const { name } of optionTable) expect(text).toContain(`--${name}`);
    expect(text).toContain('leak  Workers leak');
  });
});
