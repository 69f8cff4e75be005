import { expect, test } from 'vitest';
import { backoffMs } from '../../harness/load/backoff.js';

test('the pause doubles from 10 ms to 200 ms, and there is none after an answer', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 2000].map(backoffMs)).toEqual([0, 10, 20, 40, 80, 160, 200, 200, 200]);
});
