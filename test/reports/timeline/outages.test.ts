import { expect, it } from 'vitest';
import { outagesOf } from '../../../reports/timeline/outages.js';
import { anEvidence } from '../../a-record.js';

const outages = (probesAnswered: number[], probesFailed: number[]) =>
  outagesOf({ ...anEvidence().series, everyMs: 100, probesAnswered, probesFailed });

it.each([
  ['no probe failed', [5, 5, 5], [0, 0, 0], []],
  ['some failed while others were answered', [5, 1, 5], [0, 4, 0], []],
  ['none was answered in one span', [5, 0, 5], [0, 5, 0], [{ fromMs: 100, untilMs: 200 }]],
  ['two spans in a row', [5, 0, 0, 5], [0, 5, 5, 0], [{ fromMs: 100, untilMs: 300 }]],
  ['nobody asked in between', [0, 0, 0, 5], [3, 0, 3, 0], [{ fromMs: 0, untilMs: 300 }]],
  ['nobody asked at the end', [5, 0, 0], [0, 3, 0], [{ fromMs: 100, untilMs: 200 }]],
  ['nobody asked at all', [0, 0], [0, 0], []],
  [
    'an answer in between',
    [0, 5, 0],
    [3, 0, 3],
    [
      { fromMs: 0, untilMs: 100 },
      { fromMs: 200, untilMs: 300 },
    ],
  ],
])('where %s', (_, answered, failed, expected) => {
  expect(outages(answered, failed)).toEqual(expected);
});
