import { expect, test } from 'vitest';
import { type AllOutcome, allLine, rowWithoutRecord } from '../../../reports/terminal/all.js';
import { plain } from '../../../reports/terminal/style.js';
import { toldIn } from '../../../trust/everywhere/one-node.js';

const line = (outcome: AllOutcome, scenario: string): string =>
  allLine({ ...rowWithoutRecord(scenario, 'skipped', ''), outcome }, 6543, plain);

test('of what the catalogue tells, the line that counts is taken, and the scenarios that did not come out as they should are taken', () => {
  const told = [
    line('passed', 'leak'),
    line('caught', 'no-refork'),
    line('skipped', 'oom-kill'),
    line('failed', 'leak-heap'),
    line('inconclusive', 'cores'),
    line('could not run', 'segfault'),
    '\n61 of 63 scenarios came out as they should, in 7 min 3 s.\nKept in runs/all: a folder a run.\n',
  ];
  expect(toldIn(told.join(''))).toEqual({
    says: '61 of 63 scenarios came out as they should, in 7 min 3 s.',
    otherwise: ['failed: leak-heap', 'inconclusive: cores', 'could not run: segfault'],
  });
});
