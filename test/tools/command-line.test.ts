import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chosen, type Tool, valuesOf, wholeNumber } from '../../tools/command-line.js';

const tool = {
  usage: 'npm run thing: does a thing.\n\n  --runs N   how often',
  options: { runs: { type: 'string' }, short: { type: 'boolean' } },
} satisfies Tool;

describe('the command line of a tool', () => {
  it('has the values that were given', () => {
    expect({ ...valuesOf(tool, ['--runs', '3', '--short']) }).toEqual({ runs: '3', short: true });
    expect({ ...valuesOf(tool, []) }).toEqual({});
  });

  it('is refused with what the tool knows', () => {
    expect(() => valuesOf(tool, ['--run', '3'])).toThrow(/Unknown option '--run'.*--runs N {3}how often/s);
    expect(() => valuesOf(tool, ['word'])).toThrow(/word.*--runs N {3}how often/s);
  });

  it('chooses of a list, or all of it', () => {
    expect(chosen('fruit', ['apple', 'pear', 'plum'], 'plum, apple')).toEqual(['plum', 'apple']);
    expect(chosen('fruit', ['apple', 'pear'], undefined)).toEqual(['apple', 'pear']);
    expect(() => chosen('fruit', ['apple', 'pear'], 'aple')).toThrow('Did you mean "apple"?');
  });

  it('takes whole numbers, and nothing else for one', () => {
    expect(wholeNumber('--runs', '0')).toBe(0);
    for (const text of ['', '-1', '1.5', 'many']) expect(() => wholeNumber('--runs', text)).toThrow('no whole number');
  });
});

describe.each(['bench/cost', 'bench/peers', 'trust', 'trust/fire', 'trust/everywhere', 'trust/mutation'])(
  '%s',
  (room) => {
    const told = (...words: string[]) =>
      spawnSync(process.execPath, [`dist/${room}/main.js`, ...words], { encoding: 'utf8' });

    it('says what can be said to it, and does nothing', () => {
      const { status, stdout, stderr } = told('--help');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(/^npm run \w+: /);
      expect(stdout).toContain('  --');
    });

    it('refuses what it does not know with status 3, and no stack trace', () => {
      const { status, stdout, stderr } = told('--runz', '3');
      expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
      expect(stderr).toMatch(/^Unknown option '--runz'/);
      expect(stderr).not.toContain('    at ');
    });
  },
);
