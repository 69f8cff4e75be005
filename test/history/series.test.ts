import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostBuckets, mostCells, SeriesBuilder } from '../../harness/history/series.js';
import type { Series } from '../../harness/record.js';

const sumOf = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);

const listNames = [
  'answered',
  'lost',
  'listening',
  'p50Ms',
  'p99Ms',
  'probesAnswered',
  'probesFailed',
] as const satisfies (keyof Series)[];

const cellsOf = (series: Series): number =>
  sumOf([...Object.values(series.rssBytes), ...listNames.map((name) => series[name])].map(({ length }) => length));

describe('a series', () => {
  it('adds up what was counted in each span', () => {
    const builder = new SeriesBuilder();
    builder.answered(0, 3);
    builder.answered(99.9, 4);
    builder.answered(100, 5);
    builder.lost(250, 2);
    builder.probe(20, 'answered');
    builder.probe(40, 'answered');
    builder.probe(120, 'failed');
    builder.probe(140, 'void');
    expect(builder.build(350)).toMatchObject({
      everyMs: 100,
      answered: [7, 5, 0, 0],
      lost: [0, 0, 2, 0],
      probesAnswered: [2, 0, 0, 0],
      probesFailed: [0, 1, 0, 0],
    });
  });

  it('has the highest memory of each span, from 0 on, and nothing after the last sample', () => {
    const builder = new SeriesBuilder();
    builder.rss(250, 7, 40);
    builder.rss(260, 7, 60);
    builder.rss(270, 7, 50);
    builder.rss(450, 7, 30);
    builder.rss(350, 8, 20);
    builder.rss(150, 8, 10);
    expect(builder.build(900).rssBytes).toEqual({ '7': [null, null, 60, null, 30], '8': [null, 10, null, 20] });
  });

  it('has the fewest workers of each span, and carries them on where nothing changes', () => {
    const builder = new SeriesBuilder();
    builder.listening(50, 2);
    builder.listening(310, 1);
    builder.listening(330, 2);
    builder.listening(620, 3);
    expect(builder.build(899).listening).toEqual([0, 2, 2, 1, 2, 2, 2, 3, 3]);
  });

  it('has the mean p50 and the highest p99, and null where nothing was answered', () => {
    const builder = new SeriesBuilder();
    builder.latency(110, 10, 30);
    builder.latency(150, 20, 90);
    builder.latency(170, 30, 40);
    builder.latency(210, null, null);
    const { p50Ms, p99Ms } = builder.build(399);
    expect(p50Ms).toEqual([null, 20, null, null]);
    expect(p99Ms).toEqual([null, 90, null, null]);
  });

  it('can be looked at while it grows', () => {
    const builder = new SeriesBuilder();
    builder.listening(0, 2);
    builder.answered(50, 1);
    const early = builder.build(250);
    expect(builder.build(250)).toEqual(early);
    builder.answered(260, 5);
    builder.listening(280, 1);
    expect(builder.build(399)).toMatchObject({ answered: [1, 0, 5, 0], listening: [0, 2, 1, 1] });
    expect(early.answered).toEqual([1, 0, 0]);
  });
});

describe('a long series', () => {
  it('doubles its spans, and keeps sums, highest and fewest', () => {
    const builder = new SeriesBuilder();
    builder.listening(0, 4);
    builder.listening(110_000, 1);
    builder.listening(110_010, 4);
    builder.answered(0, 1);
    builder.answered(150, 2);
    builder.rss(0, 7, 10);
    builder.rss(150, 7, 30);
    builder.rss(250, 7, 20);
    builder.rss(700, 9, 6);
    builder.rss(500, 8, 5);
    builder.rss(100, 8, 3);
    builder.latency(0, 10, 50);
    builder.latency(150, 30, 40);
    builder.answered(mostBuckets * 100, 8);
    const series = builder.build(mostBuckets * 100);
    expect(series.everyMs).toBe(200);
    expect(series.answered[0]).toBe(3);
    expect(series.answered.at(-1)).toBe(8);
    expect(series.rssBytes).toEqual({ '7': [30, 20], '8': [3, null, 5], '9': [null, null, null, 6] });
    expect([series.p50Ms[0], series.p99Ms[0]]).toEqual([20, 50]);
    expect(series.listening.indexOf(1)).toBe(550);
    expect(series.listening.filter((count) => count === 1)).toHaveLength(1);
  });

  it('has lists of one length, whatever was put in and when', () => {
    const aMoment = fc.integer({ min: 0, max: 3e6 });
    const aStep = fc.record({
      what: fc.constantFrom('answered', 'lost', 'probe', 'rss', 'latency', 'listening'),
      atMs: aMoment,
      value: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(aStep), aMoment, (steps, untilMs) => {
        const builder = new SeriesBuilder();
        const put: Record<string, (atMs: number, value: number) => void> = {
          answered: (atMs, value) => builder.answered(atMs, value),
          lost: (atMs, value) => builder.lost(atMs, value),
          probe: (atMs) => builder.probe(atMs, 'failed'),
          rss: (atMs, value) => builder.rss(atMs, value, value),
          latency: (atMs, value) => builder.latency(atMs, value, value * 2),
          listening: (atMs, value) => builder.listening(atMs, value),
        };
        const ordered = steps.toSorted((a, b) => a.atMs - b.atMs);
        for (const { what, atMs, value } of ordered) put[what]?.(atMs, value);
        const series = builder.build(untilMs);
        const valuesOf = (wanted: string): number[] =>
          ordered.filter(({ what }) => what === wanted).map(({ value }) => value);

        const lastMs = Math.max(untilMs, ordered.at(-1)?.atMs ?? 0);
        const lengths = new Set(listNames.map((name) => series[name].length));
        expect([...lengths]).toEqual([Math.floor(lastMs / series.everyMs) + 1]);
        expect(series.answered.length).toBeLessThanOrEqual(mostBuckets);
        expect(sumOf(series.answered)).toBe(sumOf(valuesOf('answered')));
        expect(sumOf(series.lost)).toBe(sumOf(valuesOf('lost')));
        expect(sumOf(series.probesFailed)).toBe(valuesOf('probe').length);
        expect(Math.max(0, ...series.p99Ms.map((value) => value ?? 0))).toBe(2 * Math.max(0, ...valuesOf('latency')));
        expect(Object.keys(series.rssBytes).map(Number).sort()).toEqual([...new Set(valuesOf('rss'))].sort());
        for (const [pid, list] of Object.entries(series.rssBytes)) expect(list.at(-1)).toBe(Number(pid));
        const lastChange = ordered.findLast(({ what }) => what === 'listening');
        const after = series.listening.slice(Math.floor((lastChange?.atMs ?? -1) / series.everyMs) + 1);
        expect(after.every((count) => count === (lastChange?.value ?? 0))).toBe(true);
      }),
    );
  });

  it('of two weeks is small, and remembers the primary all the way', () => {
    const builder = new SeriesBuilder();
    const minute = 60_000;
    const twoWeeks = 14 * 24 * 60 * minute;
    for (let atMs = 0; atMs <= twoWeeks; atMs += minute / 2) {
      builder.rss(atMs, 1, 50e6);
      builder.rss(atMs, 1000 + atMs / minute, 117_440_512);
      builder.answered(atMs, 1);
    }
    const series = builder.build(twoWeeks);
    expect(cellsOf(series)).toBeLessThanOrEqual(mostCells);
    expect(series.answered.length).toBeGreaterThan(500);
    expect(sumOf(series.answered)).toBe(twoWeeks / (minute / 2) + 1);
    expect(series.rssBytes['1']).toHaveLength(series.answered.length);
    expect(JSON.stringify(series).length).toBeLessThan(3.5e6);
  });

  it('of 64 workers gets coarser before it drops one of them', () => {
    const builder = new SeriesBuilder();
    for (let atMs = 0; atMs < mostBuckets * 100; atMs += 100) {
      for (let pid = 1; pid <= 64; pid += 1) builder.rss(atMs, pid, 50e6);
    }
    const series = builder.build(0);
    expect(series.everyMs).toBe(200);
    expect(Object.keys(series.rssBytes)).toHaveLength(64);
    expect(cellsOf(series)).toBeLessThanOrEqual(mostCells);
  });

  it('of a crash loop keeps its spans fine, and drops the shortest lives', () => {
    const builder = new SeriesBuilder();
    for (let worker = 0; worker < 10_000; worker += 1) {
      const atMs = worker * 6;
      builder.rss(atMs, 1, 50e6);
      if (atMs < 20_000) builder.rss(atMs, 2, 60e6);
      builder.rss(atMs, 100 + worker, 40e6);
    }
    const series = builder.build(60_000);
    expect(series.everyMs).toBe(100);
    expect(cellsOf(series)).toBeLessThanOrEqual(mostCells);
    expect(series.rssBytes['1']).toHaveLength(600);
    expect(series.rssBytes['2']).toHaveLength(200);
    expect(series.rssBytes['10099']).toBeDefined();
  });
});
