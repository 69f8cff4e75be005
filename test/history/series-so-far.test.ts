import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SeriesBuilder } from '../../harness/history/series.js';
import type { Series } from '../../harness/record.js';

type Put = (series: SeriesBuilder, atMs: number) => void;

const puts: Put[] = [
  (series, atMs) => series.answered(atMs, 3),
  (series, atMs) => series.lost(atMs, 1),
  (series, atMs) => series.latency(atMs, 2, 9),
  (series, atMs) => series.rss(atMs, 41, 5e7 + atMs),
  (series, atMs) => series.rss(atMs, 42, 6e7),
  (series, atMs) => series.probe(atMs, 'answered'),
  (series, atMs) => series.probe(atMs, 'failed'),
  (series, atMs) => series.listening(atMs, 1 + (Math.floor(atMs) % 3)),
];
const history = fc
  .array(fc.record({ put: fc.constantFrom(...puts), atMs: fc.nat(3000) }), { maxLength: 40 })
  .map((all) => all.toSorted((a, b) => a.atMs - b.atMs));

const cut = (list: readonly (number | null)[], first: number): (number | null)[] => list.slice(first);

it('the series from a bucket on is the end of the whole series', () => {
  fc.assert(
    fc.property(history, fc.nat(35), (all, first) => {
      const series = new SeriesBuilder();
      for (const { put, atMs } of all) put(series, atMs);
      const { everyMs, rssBytes, ...lists } = series.build(3000);
      const end = series.build(3000, first);
      expect(end.everyMs).toBe(everyMs);
      for (const [name, list] of Object.entries(lists)) {
        expect([name, end[name as keyof Omit<Series, 'everyMs' | 'rssBytes'>]]).toEqual([name, cut(list, first)]);
      }
      for (const [pid, list] of Object.entries(rssBytes)) expect(end.rssBytes[pid] ?? []).toEqual(cut(list, first));
    }),
  );
});

it('looking at the series as it grows changes nothing of it', () => {
  fc.assert(
    fc.property(history, (all) => {
      const watched = new SeriesBuilder();
      const unwatched = new SeriesBuilder();
      for (const { put, atMs } of all) {
        put(watched, atMs);
        put(unwatched, atMs);
        watched.build(3000);
      }
      expect(watched.build(3000)).toEqual(unwatched.build(3000));
    }),
  );
});

it('a change that is heard of late does not lower the spans after it', () => {
  const series = new SeriesBuilder();
  series.listening(0, 1);
  series.build(450);
  series.listening(210, 2);
  expect(series.build(450).listening).toEqual([0, 1, 1, 2, 2]);
});
