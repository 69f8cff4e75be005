import { describe, expect, it } from 'vitest';
import { SeriesBuilder } from '../../../harness/history/series.js';
import type { RunEvent } from '../../../harness/record.js';
import { LiveFeed, type LiveProgress, mostEvents } from '../../../reports/live/feed.js';
import { type LiveMessage, type LiveRun, withNews } from '../../../reports/timeline/live-run.js';
import { aRecord } from '../../a-record.js';

const scenario = { name: 'leak', story: 'Workers leak.', enforce: 'harness' } as const;
const feed = (): LiveFeed => new LiveFeed(scenario, '2026-01-31T12:00:00.000Z');

const progressAt = (atMs: number, series: SeriesBuilder, asked: (number | undefined)[] = []): LiveProgress => ({
  ...{ atMs, elapsedMs: atMs, durationMs: 10_000, phase: 'steady', ceilingBytes: null, answered: 0, lost: 0 },
  series(first) {
    asked.push(first);
    return series.build(atMs, first);
  },
});

const forked = (worker: number, atMs = worker): RunEvent => ({ atMs, kind: 'worker-forked', worker, pid: worker });

function runOf(message: LiveMessage): LiveRun {
  if (message.kind !== 'run') throw new Error(`A run was expected, not ${message.kind}.`);
  return message.run;
}

/** A page, as far as it keeps what it is told. */
const told = (run: LiveRun, message: LiveMessage): LiveRun =>
  message.kind === 'news' ? withNews(run, message.news) : runOf(message);

describe('a page that follows a run', () => {
  it('knows from the news what one that comes later is told at once', () => {
    const live = feed();
    const series = new SeriesBuilder();
    let page = runOf(live.soFar());
    for (let atMs = 0; atMs < 20_000; atMs += 100) {
      series.answered(atMs, atMs % 7);
      series.rss(atMs, 41, 5e7 + atMs);
      series.latency(atMs, 1, atMs % 90);
      if (atMs > 9000) series.rss(atMs, 42, 6e7);
      if (atMs >= 3000) series.probe(atMs - 3000, 'failed');
      if (atMs % 1300 === 0) live.event(forked(atMs));
      live.progress(progressAt(atMs, series));
      if (atMs % 500 === 0) page = told(page, live.news());
    }
    page = told(page, live.news());
    expect(page).toEqual(runOf(live.soFar()));
    expect(page.events).toHaveLength(16);
  });

  it('is told nothing twice when it came in between two news', () => {
    const live = feed();
    live.event(forked(1));
    const page = runOf(live.soFar());
    live.event(forked(2));
    expect(told(page, live.news()).events.map(({ atMs }) => atMs)).toEqual([1, 2]);
  });

  it('is told all again when the spans of the series have become coarser', () => {
    const live = feed();
    const series = new SeriesBuilder();
    live.progress(progressAt(100, series));
    expect(live.news().kind).toBe('news');
    live.progress(progressAt(700_000, series));
    const retold = live.news();
    expect(runOf(retold).series.everyMs).toBe(200);
    expect(live.news().kind).toBe('news');
  });

  it('is not sent the whole series over and over', () => {
    const live = feed();
    const asked: (number | undefined)[] = [];
    live.progress(progressAt(60_000, new SeriesBuilder(), asked));
    live.news();
    expect(asked).toEqual([550]);
  });
});

it('keeps no more events than a page can take, and those of rare kinds whole', () => {
  const live = feed();
  live.event({ atMs: 0, kind: 'load-started' });
  for (let i = 1; i <= 3 * mostEvents; i += 1) live.event(forked(i));
  const { events } = runOf(live.soFar());
  expect(events.length).toBeLessThanOrEqual(mostEvents);
  expect(events[0]?.kind).toBe('load-started');
  expect(events.at(-1)?.atMs).toBe(3 * mostEvents);
  expect(live.news().kind).toBe('run');
});

it('tells the record once the run is over, and nothing else', () => {
  const live = feed();
  expect(live.isOver).toBe(false);
  live.event(forked(1));
  live.finish(aRecord());
  expect(live.isOver).toBe(true);
  expect(live.soFar()).toEqual({ kind: 'record', record: aRecord() });
  expect(live.news()).toEqual({ kind: 'record', record: aRecord() });
});

it('tells why a run broke off', () => {
  const live = feed();
  live.breakOff('The target did not start.');
  expect(live.soFar()).toEqual({ kind: 'broken-off', reason: 'The target did not start.' });
});
