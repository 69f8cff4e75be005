import { expect, test } from 'vitest';
import { documentOf } from '../../../trust/everywhere/document.js';

const probe = {
  node: 'v22.1.0',
  forkToListeningMs: 41.6,
  workerRssBytes: 52e6,
  boots: 9,
  closeEndsIdle: true,
  keepAliveTimeoutMs: 5000,
  requestTimeoutMs: 300_000,
};

test('a version has a row with what was seen of it, and what was not run says so', () => {
  const page = documentOf([{ version: '22', at: '', probe }], 'a machine');
  expect(page).toContain('| v22.1.0 | 42 ms | 52 MB | yes | 5 s | not run | not run |');
});

test('tests and catalogue are told with their figures', () => {
  const tests = { passed: 9, failed: 1, ended: 1 };
  const catalogue = { says: '62 of 63 scenarios came out as they should, in 7 min.', ended: 1 };
  expect(documentOf([{ version: '24', at: '', tests, catalogue }], 'a machine')).toContain(
    '| 24 | – | – | – | – | 9 passed, 1 failed | 62 of 63 scenarios came out as they should, in 7 min. |',
  );
});

test('what came out otherwise is named beside how many did not', () => {
  const catalogue = { says: '61 of 63 came out.', otherwise: ['failed: leak', 'inconclusive: cores'], ended: 1 };
  const page = documentOf([{ version: '24', at: '', catalogue }], 'a machine');
  expect(page).toContain('| 61 of 63 came out.<br>failed: leak<br>inconclusive: cores |');
});
