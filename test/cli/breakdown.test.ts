import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { breakdownOf, firstCauseOf } from '../../harness/cli/breakdown.js';

const refused = (code: string): Error =>
  Object.assign(new Error(`${code}: no more, open '/x'`), { code, syscall: 'open' });

/** What is thrown where a block fails, and cleaning up after it as well. */
function suppressedError(): unknown {
  try {
    using _ = {
      [Symbol.dispose]() {
        throw new Error('cleaning up');
      },
    };
    throw new Error('the cause');
  } catch (error) {
    return error;
  }
}

test.each([
  ['EMFILE', 'ulimit -n'],
  ['EAGAIN', 'ulimit -u'],
  ['ENOSPC', 'TMPDIR'],
])(
  'what the machine refuses with %s is said in one sentence, with what helps, and that no verdict is meant',
  (code, helps) => {
    const said = breakdownOf(refused(code));
    expect(said).toMatch(/^refork could not go on, and knows nothing of the target: /);
    expect(said).toContain(helps);
    expect(said).not.toContain('\n');
  },
);

test('a refusal without advice is told all the same', () => {
  try {
    readdirSync('/nowhere/at/all');
  } catch (error) {
    expect(breakdownOf(error)).toMatch(/ENOENT: no such file or directory, scandir '\/nowhere\/at\/all'\.$/);
  }
  expect.assertions(1);
});

test('a defect is called one, with the lines that its report needs', () => {
  const said = breakdownOf(new TypeError('x is not a function'));
  expect(said).toMatch(/^refork broke down, .* please report it/);
  expect(said).toMatch(/TypeError: x is not a function\n\s+at /);
  expect(breakdownOf('thrown words')).toContain('thrown words');
});

test('the cause is what went wrong first, not the cleaning up after it', () => {
  expect(firstCauseOf(suppressedError())).toMatchObject({ message: 'the cause' });
  expect(breakdownOf(suppressedError())).toContain('Error: the cause');
});
