import { describe, expect, it } from 'vitest';
import { mostDeaths, mostEvents, smallRecord } from '../../harness/history/small-record.js';
import type { Death, RunEvent } from '../../harness/record.js';
import { aDeath } from '../a-death.js';
import { booted, exited, recycled } from './a-history.js';

const manyDeaths: Death[] = Array.from({ length: 20_000 }, (_, i) =>
  aDeath({ worker: i + 1, atMs: { exit: i * 100 } }),
);

const manyEvents: RunEvent[] = [
  { atMs: 0, kind: 'load-started' },
  ...manyDeaths.flatMap(({ worker, atMs }) => [
    ...booted(atMs.exit, worker),
    recycled(atMs.exit + 1, worker),
    exited(atMs.exit + 2, worker),
  ]),
  { atMs: 2e6, kind: 'load-stopped' },
];

const numbers = (deaths: readonly Death[]): number[] => deaths.map(({ worker }) => worker);

describe('a small record', () => {
  it('leaves out nothing of a short run', () => {
    const deaths = manyDeaths.slice(0, mostDeaths);
    const events = manyEvents.slice(0, mostEvents);
    expect(smallRecord(deaths, events)).toEqual({ deaths, events, leftOut: { deaths: 0, events: 0 } });
  });

  it('of 20,000 deaths is at most 3 MB, and says what is missing', () => {
    const { deaths, events, leftOut } = smallRecord(manyDeaths, manyEvents);
    expect(deaths).toHaveLength(mostDeaths);
    expect(events).toHaveLength(mostEvents);
    expect(leftOut).toEqual({ deaths: 15_000, events: manyEvents.length - mostEvents });
    expect(JSON.stringify({ deaths, events }).length).toBeLessThan(3e6);
  });

  it('keeps what rarely happens, and the first and the last of what often does, in order', () => {
    const { events } = smallRecord([], manyEvents);
    expect(events[0]).toEqual(manyEvents[0]);
    expect(events.at(-1)).toEqual(manyEvents.at(-1));
    const exits = events.filter(({ kind }) => kind === 'worker-exited');
    expect(exits[0]).toMatchObject({ worker: 1 });
    expect(exits.at(-1)).toMatchObject({ worker: 20_000 });
    const places = new Map(manyEvents.map((event, i) => [event, i]));
    const kept = events.map((event) => places.get(event) ?? -1);
    expect(kept).toEqual(kept.toSorted((a, b) => a - b));
  });

  it('gives to frequent kinds what rare ones leave', () => {
    const struck = manyEvents.filter(({ kind }) => kind === 'worker-exited').slice(0, 10);
    const { events } = smallRecord([], [...struck, ...manyEvents.filter(({ kind }) => kind === 'worker-forked')]);
    expect(events).toHaveLength(mostEvents);
    expect(events.filter(({ kind }) => kind === 'worker-exited')).toHaveLength(10);
  });

  it('keeps the deaths that decide: without a replacement, the slowest, the costliest', () => {
    const telling = manyDeaths.map((death) => {
      if (death.worker === 10_000) return { ...death, reforkMs: null };
      if (death.worker === 10_001) return { ...death, reforkMs: 5000 };
      if (death.worker === 10_002) return { ...death, lostRequests: 7 };
      return death;
    });
    const { deaths } = smallRecord(telling, []);
    expect(numbers(deaths)).toEqual(expect.arrayContaining([1, 10_000, 10_001, 10_002, 20_000]));
    expect(numbers(deaths)).toEqual(numbers(deaths).sort((a, b) => a - b));
    expect(deaths).toHaveLength(mostDeaths);
  });
});
