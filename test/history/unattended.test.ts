import { expect, test } from 'vitest';
import { livesOf } from '../../harness/history/lives.js';
import { spanAt, unattended } from '../../harness/history/unattended.js';
import type { RunEvent } from '../../harness/record.js';
import { closed, disconnected, exited, forked, initial, listened, port } from './a-history.js';

const spansOf = (events: RunEvent[]) => unattended(livesOf(events, port));

test('nobody serves from the last end to the next who listens', () => {
  const events = [...initial(2), exited(3000, 1), exited(3100, 2), forked(3110, 3), listened(3500, 3)];
  expect(spansOf(events)).toEqual([{ fromMs: 3100, untilMs: 3500 }]);
});

test('a worker that has closed its listener or its channel serves no more', () => {
  expect(spansOf([...initial(1), closed(3000, 1), exited(5000, 1)])).toEqual([{ fromMs: 3000, untilMs: Infinity }]);
  expect(spansOf([...initial(1), disconnected(3000, 1), exited(5000, 1)])[0]?.fromMs).toBe(3000);
});

test('there is no such span while one of several serves, nor in a handover at one moment', () => {
  expect(spansOf([...initial(2), exited(3000, 1)])).toEqual([]);
  expect(spansOf([...initial(1), forked(2900, 2), listened(3000, 2), exited(3000, 1)])).toEqual([]);
});

test('a worker that never listens neither serves nor ends that nobody does', () => {
  const stillborn = [forked(3010, 2), exited(3200, 2)];
  const next = [forked(3210, 3), listened(3500, 3), exited(4000, 3)];
  expect(spansOf([...initial(1), exited(3000, 1), ...stillborn, ...next])).toEqual([
    { fromMs: 3000, untilMs: 3500 },
    { fromMs: 4000, untilMs: Infinity },
  ]);
});

test('a worker that lives on may listen after one that was forked later and is gone', () => {
  const quick = [forked(3000, 3), listened(3500, 3), exited(4000, 3)];
  const slow = [forked(2900, 2), ...quick, listened(6000, 2)];
  expect(spansOf([...initial(1), exited(2800, 1), ...slow])).toEqual([
    { fromMs: 2800, untilMs: 3500 },
    { fromMs: 4000, untilMs: 6000 },
  ]);
});

test('a moment is found in its span, and in none between them', () => {
  const spans = [
    { fromMs: 10, untilMs: 20 },
    { fromMs: 30, untilMs: 40 },
    { fromMs: 50, untilMs: Infinity },
  ];
  expect([9, 10, 19, 20, 30, 45, 50, 1e9].map((atMs) => spanAt(spans, atMs)?.fromMs)).toEqual([
    undefined,
    10,
    10,
    undefined,
    30,
    undefined,
    50,
    50,
  ]);
  expect(spanAt([], 5)).toBeUndefined();
});
