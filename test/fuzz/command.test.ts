import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionTable } from '../../harness/cli/option-table.js';
import { readCommand } from '../../harness/cli/read-command.js';
import { cases, unlessRefused } from './cases.js';

const names = ['leak', 'crash', 'no-refork'];

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 200, maxLength: 3000 }),
);
const sensible = fc.constantFrom(
  ...['leak', 'crash', 'leek', 'all', 'list', 'check', 'report', 'record.json', '--', '-', '--=', '=', ''],
  ...[
    '1',
    '0',
    '-1',
    '1e9',
    '99.9',
    '99.9%',
    '5s',
    '120MB',
    '1e999MB',
    `${'9'.repeat(400)}MB`,
    '9999999h',
    'NaN',
    'Infinity',
    'SIGTERM',
    'json,html',
    ',',
    '/',
  ],
  ...['--__proto__', '--constructor=1', '--toString', '-qqhv', '--no-quiet', '--help=yes', '__proto__', 'constructor'],
);
const option = fc.constantFrom(
  ...optionTable.flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]),
);
const word = fc.oneof(
  sensible,
  anyText,
  option,
  fc.tuple(option, fc.oneof(sensible, anyText)).map(([name, value]) => `${name}=${value}`),
);
const commandLine = fc.array(word, { maxLength: 8 });

test('any command line is a command, or is refused in words', () => {
  fc.assert(
    fc.property(commandLine, (argv) => {
      const command = unlessRefused(() => readCommand(argv, names));
      if (command === null) return;
      expect(command.kind).toMatch(/^[a-z]+$/);
      if (command.kind === 'run') expect(names).toContain(command.scenario);
    }),
    cases,
  );
});

test('a command that was read asks for nothing that is out of bounds', () => {
  const running = commandLine.map((argv) => [
    'leak',
    ...argv.filter((each) => each !== '--help' && each !== '--version'),
  ]);
  fc.assert(
    fc.property(running, (argv) => {
      const command = unlessRefused(() => readCommand(argv, names));
      if (command?.kind !== 'run') return;
      const { options, output } = command;
      for (const value of [...Object.values(options), output.repeat]) {
        if (typeof value === 'number') expect(Number.isFinite(value) && value >= 0).toBe(true);
      }
      const { durationMs = 1, graceMs = 0, reforkWithinMs = 0 } = options;
      // A timer that is told to wait longer ends at once.
      expect(Math.max(durationMs, graceMs, reforkWithinMs)).toBeLessThan(2 ** 31);
      expect(output.repeat).toBeGreaterThanOrEqual(1);
      expect(output.formats.length).toBeGreaterThanOrEqual(1);
    }),
    cases,
  );
});
