import { expect, it } from 'vitest';
import { momentOf, stageAt } from '../../../reports/timeline/moment.js';
import { pictureOfRecord } from '../../../reports/timeline/picture.js';
import { aRecord } from '../../a-record.js';

const record = aRecord();
const picture = pictureOfRecord(record);

it('tells who was there, in which state and with how much memory', () => {
  const { workers, vacant } = momentOf(pictureOfRecord(aRecord({ deaths: record.deaths })), 250);
  expect(workers).toEqual([
    { worker: 1, pid: 4101, slot: 0, state: 'serving', rssBytes: 80_000_000 },
    { worker: 2, pid: 4102, slot: 1, state: 'serving', rssBytes: null },
  ]);
  expect(vacant).toBe(0);
});

it('tells the figures of the span that a moment lies in', () => {
  const { series } = record;
  const lost = series.lost.with(30, 7);
  const probesFailed = series.probesFailed.with(30, 2);
  const moment = momentOf(pictureOfRecord(aRecord({ series: { ...series, lost, probesFailed } })), 3099);
  expect(moment).toMatchObject({ answered: 200, lost: 7, probesAnswered: 5, probesFailed: 2, p50Ms: 9.6, p99Ms: 31 });
  expect(momentOf(picture, 3100).lost).toBe(0);
});

it('tells what happened in that span, in the order of time, and nothing of the spans beside it', () => {
  const { happened } = momentOf(picture, 3050);
  expect(happened).toEqual([
    'worker 1 crosses the ceiling with 116 MB',
    'worker 1 is told to go (SIGTERM)',
    'worker 3 is forked',
    'worker 1 drains',
    'worker 1 exits with code 0',
    'worker 3 listens',
    'worker 3 gives its first answer',
    'the fault acts in worker 3',
  ]);
  expect(momentOf(picture, 2999).happened).toEqual([]);
  expect(momentOf(picture, 3100).happened).toEqual([]);
});

it('counts the places that nobody holds', () => {
  const events = [
    ...record.events.filter(({ atMs }) => atMs < 3000),
    { atMs: 3000, kind: 'worker-exited', worker: 1, pid: 4101, exitCode: 1, signal: null } as const,
  ];
  const alone = pictureOfRecord(aRecord({ events, deaths: [] }));
  expect(momentOf(alone, 2999).vacant).toBe(0);
  expect(momentOf(alone, 3500)).toMatchObject({ vacant: 1, workers: [{ worker: 2 }] });
});

it('says when a moment lies within an outage', () => {
  const probesAnswered = record.series.probesAnswered.with(50, 0);
  const probesFailed = record.series.probesFailed.with(50, 5);
  const dark = pictureOfRecord(aRecord({ series: { ...record.series, probesAnswered, probesFailed } }));
  expect([4999, 5000, 5099, 5100].map((atMs) => momentOf(dark, atMs).isOutage)).toEqual([false, true, true, false]);
});

it.each([
  [0, 'before the load'],
  [200, 'steady state'],
  [1200, 'the fault is on'],
  [8200, 'on the way back'],
  [10_201, 'after the load'],
])('at %i ms the run was in: %s', (atMs, stage) => {
  expect(stageAt(picture, atMs)).toBe(stage);
});
