import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deathNear, laneHeight, stretchesOf } from '../../../reports/page/lane-layout.js';
import { Timeframe } from '../../../reports/page/timeframe.js';
import { pictureOfRecord } from '../../../reports/timeline/picture.js';
import type { Incarnation } from '../../../reports/timeline/slots.js';
import { aRecord } from '../../a-record.js';

const life = (fromMs: number, untilMs: number): Incarnation => ({
  ...{ worker: 1, pid: 1, fromMs, untilMs, servingFromMs: fromMs, drainingFromMs: null, exited: true },
  ...{ crossedAtMs: null, recycledAtMs: null, killedAtMs: null, death: null },
});

describe('the lane of a place', () => {
  it('is shared by halves while two hold it', () => {
    const lives = [life(0, 100), life(80, 300)];
    expect(stretchesOf(lives, 0)).toEqual([
      { fromMs: 0, untilMs: 80, part: 'whole' },
      { fromMs: 80, untilMs: 100, part: 'upper' },
    ]);
    expect(stretchesOf(lives, 1)).toEqual([
      { fromMs: 80, untilMs: 100, part: 'lower' },
      { fromMs: 100, untilMs: 300, part: 'whole' },
    ]);
  });

  it('whatever the overlaps, a life is drawn from end to end without a gap', () => {
    const lives = fc
      .array(fc.tuple(fc.nat(1000), fc.nat(500)), { minLength: 1, maxLength: 5 })
      .map((all) => all.toSorted(([a], [b]) => a - b).map(([from, length]) => life(from, from + length + 1)));
    fc.assert(
      fc.property(lives, (all) => {
        for (const [i, { fromMs, untilMs }] of all.entries()) {
          const stretches = stretchesOf(all, i);
          expect(stretches[0]?.fromMs).toBe(fromMs);
          expect(stretches.at(-1)?.untilMs).toBe(untilMs);
          for (const [n, stretch] of stretches.entries()) {
            if (n > 0) expect(stretch.fromMs).toBe(stretches[n - 1]?.untilMs);
          }
        }
      }),
    );
  });

  it('is lower the more there are', () => {
    const heights = [2, 12, 24, 64].map(laneHeight);
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    expect(new Set(heights).size).toBe(4);
  });
});

describe('a point of the lanes', () => {
  const picture = pictureOfRecord(aRecord());
  const timeframe = new Timeframe();
  timeframe.extend(picture.untilMs);
  timeframe.resize(1000);
  const x = (atMs: number): number => timeframe.xOf(atMs);

  it.each([
    ['on a death', x(3060), 15, 1],
    ['beside it', x(3060) + 11, 15, 1],
    ['too far from it', x(3060) + 20, 15, null],
    ['in the lane of another place', x(3060) - 11, 45, null],
    ['between two deaths, nearer to the second', x(6400) - 3, 45, 4],
    ['below all lanes', x(3060), 500, null],
  ])('%s', (_, pointX, y, worker) => {
    expect(deathNear(picture, timeframe, pointX, y)).toBe(worker);
  });
});

describe('the time frame', () => {
  it('a moment and its place on the screen are the same', () => {
    const timeframe = new Timeframe();
    timeframe.extend(10_000);
    timeframe.resize(800);
    timeframe.zoom(2000, 3000);
    for (const atMs of [2000, 2500, 3000]) expect(timeframe.atX(timeframe.xOf(atMs))).toBeCloseTo(atMs);
    expect(timeframe.atX(10)).toBeNull();
    expect(timeframe.nearestTo(10)).toBe(2000);
    expect(timeframe.nearestTo(799)).toBe(3000);
  });

  it('a view of all grows with the run, and one of a part stays', () => {
    const timeframe = new Timeframe();
    timeframe.extend(1000);
    timeframe.extend(2000);
    expect([timeframe.fromMs, timeframe.untilMs]).toEqual([0, 2000]);
    timeframe.zoom(500, 700);
    timeframe.extend(3000);
    expect([timeframe.fromMs, timeframe.untilMs]).toEqual([500, 700]);
    timeframe.showAll();
    expect([timeframe.fromMs, timeframe.untilMs]).toEqual([0, 3000]);
  });

  it('looks no closer than 20 ms, and no further than the run', () => {
    const timeframe = new Timeframe();
    timeframe.extend(1000);
    timeframe.zoom(500, 501);
    expect(timeframe.untilMs - timeframe.fromMs).toBe(20);
    timeframe.zoom(-100, 5000);
    expect([timeframe.fromMs, timeframe.untilMs]).toEqual([0, 1000]);
  });
});
