import { expect, test } from 'vitest';
import { documentOf } from '../../trust/mutation/document.js';
import { reasonFor } from '../../trust/mutation/reasons.js';
import { scoresOf } from '../../trust/mutation/survivors.js';

const mutant = (status: string, column: number, replacement: string) => ({
  ...{ status, mutatorName: 'EqualityOperator', replacement },
  location: { start: { line: 2, column }, end: { line: 2, column: column + 1 } },
});
const report = {
  files: {
    'harness/b.ts': { source: '\n', mutants: [] },
    'harness/a.ts': {
      source: 'const a =\n  b | c;',
      mutants: [
        ...[mutant('Killed', 3, '1'), mutant('Timeout', 3, '2'), mutant('Ignored', 3, '3')],
        ...[mutant('Survived', 3, 'x'), mutant('NoCoverage', 7, 'y')],
      ],
    },
  },
};

test('what no test noticed or reached has survived, and what ran on for ever has not', () => {
  expect(scoresOf(report)).toEqual([
    {
      ...{ file: 'harness/a.ts', mutants: 4, killed: 2 },
      survivors: [
        { file: 'harness/a.ts', line: 2, code: 'b | c;', replacement: 'x' },
        { file: 'harness/a.ts', line: 2, code: 'c;', replacement: 'y' },
      ],
    },
    { file: 'harness/b.ts', mutants: 0, killed: 0, survivors: [] },
  ]);
});

test('the page has the share that was killed, and a survivor that nobody looked at says so', () => {
  const page = documentOf(scoresOf(report));
  expect(page).toContain('| all | 4 | 2 | 50 % |');
  expect(page).toContain('| harness/a.ts:2 | `` b \\| c; `` | `` x `` | Not explained yet. |');
});

test('a survivor is explained by its file and by how its code begins', () => {
  const living = {
    file: 'harness/ceiling/decide.ts',
    line: 1,
    code: 'seen.living += 1;',
    replacement: 'seen.living -= 1',
  };
  expect(reasonFor(living)).toMatch(/^The same: it is only asked/);
  expect(reasonFor({ ...living, file: 'harness/other.ts' })).toBe('Not explained yet.');
});
