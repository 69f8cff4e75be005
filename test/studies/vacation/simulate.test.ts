import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Crew, type Departure, simulate, type Traffic } from '../../../studies/vacation/simulate.js';

const never = Number.POSITIVE_INFINITY;
const goes = (part: Partial<Departure> = {}): Departure => ({
  ...{ closesAfterMs: 0, replacedAfterMs: 100, lostRequests: 0 },
  ...part,
});

/** Two workers of 50 bytes, with room for 10 requests of 5 bytes each. */
const crew = (part: Partial<Crew> = {}): Crew => ({
  ...{ workers: 2, freshBytes: 50, bytesPerRequest: 5, ceilingBytes: 100, lookEveryMs: 10, othersServing: 1 },
  departure: () => goes(),
  ...part,
});

/** So many requests in each second. */
const traffic = (...requests: number[]): Traffic => ({ everyMs: 1000, requests });

describe('a simulation', () => {
  it('lets a worker go with the request that takes it over the ceiling, at the next look', () => {
    // In turns, so the 21st of the requests, one each 10 ms from 5 ms on, is the eleventh of the first worker.
    const { toldAtMs } = simulate(traffic(21), crew({ lookEveryMs: 1000 / 42 }));
    expect(toldAtMs).toHaveLength(1);
    expect(simulate(traffic(20), crew()).toldAtMs).toEqual([]);
  });

  it('lets workers that leak in step go one after the other', () => {
    const { toldAtMs, nobodyMs } = simulate(traffic(100), crew());
    expect(nobodyMs).toBe(0);
    expect(toldAtMs.length).toBeGreaterThanOrEqual(2);
    expect((toldAtMs[1] ?? 0) - (toldAtMs[0] ?? 0)).toBeGreaterThanOrEqual(100);
  });

  it('is short of one for as long as each replacement takes', () => {
    const { shortMs, toldAtMs } = simulate(traffic(30, 0), crew());
    expect(shortMs).toBe(100 * toldAtMs.length);
  });

  it('loses what comes while nobody serves', () => {
    const alone = crew({ workers: 1, othersServing: 0, departure: () => goes({ replacedAfterMs: never }) });
    expect(simulate(traffic(10, 10), alone)).toMatchObject({ requests: 20, answered: 11, lost: 9, shortMs: 940 });
  });

  it('answers again once the one process is back', () => {
    const restarted = crew({ workers: 1, othersServing: 0, departure: () => goes({ replacedAfterMs: 500 }) });
    // Told at 1,060 ms and back at 1,560: the five requests between are lost.
    expect(simulate(traffic(10, 10), restarted)).toMatchObject({ lost: 5, answered: 15, nobodyMs: 500 });
  });

  it('goes on serving until the door is closed', () => {
    const slow = crew({
      workers: 1,
      othersServing: 0,
      departure: () => goes({ closesAfterMs: 300, replacedAfterMs: 300 }),
    });
    expect(simulate(traffic(10, 10), slow)).toMatchObject({ lost: 0, nobodyMs: 0 });
  });

  it('charges what a departure takes along', () => {
    const lossy = crew({ departure: () => goes({ lostRequests: 3 }) });
    const { toldAtMs, lost, answered } = simulate(traffic(30, 0), lossy);
    expect([lost, answered]).toEqual([3 * toldAtMs.length, 30 - 3 * toldAtMs.length]);
  });

  it('keeps a connection with its worker until that goes', () => {
    // Two connections by turns on two workers: the first worker's goes over to the second when it leaves.
    const kept = simulate(
      { ...traffic(21), connections: 1 },
      crew({ departure: () => goes({ replacedAfterMs: never }) }),
    );
    expect(kept.toldAtMs).toHaveLength(1);
    expect(kept.lost).toBe(0);
  });
});

const anyTraffic = fc.record({
  everyMs: fc.integer({ min: 50, max: 2000 }),
  requests: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 12 }),
  // Of none, each request comes on a new one.
  connections: fc.integer({ min: 0, max: 30 }),
});
const anyDeparture = fc.record({
  closesAfterMs: fc.integer({ min: 0, max: 300 }),
  replacedAfterMs: fc.oneof(fc.integer({ min: 0, max: 2000 }), fc.constant(never)),
  lostRequests: fc.integer({ min: 0, max: 20 }),
});
const anyCrew = fc
  .record({
    workers: fc.integer({ min: 1, max: 5 }),
    freshBytes: fc.integer({ min: 0, max: 100 }),
    bytesPerRequest: fc.integer({ min: 0, max: 20 }),
    roomBytes: fc.integer({ min: 1, max: 400 }),
    lookEveryMs: fc.integer({ min: 1, max: 100 }),
    spares: fc.boolean(),
    departure: anyDeparture,
  })
  .map(({ roomBytes, spares, departure, ...each }): Crew & { fixed: Departure } => ({
    ...each,
    ceilingBytes: each.freshBytes + roomBytes,
    othersServing: spares ? Math.max(1, each.workers - 1) : 0,
    departure: () => departure,
    fixed: departure,
  }));
const worse = (crew: Crew, more: number): Crew => ({ ...crew, bytesPerRequest: crew.bytesPerRequest + more });
const recycles = (traffic: Traffic, crew: Crew): number => simulate(traffic, crew).toldAtMs.length;

describe('whatever the traffic and the crew', () => {
  it('every request is answered or lost, and none comes twice', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, (given, workers) => {
        const { requests, answered, lost } = simulate(given, workers);
        expect(requests).toBe(given.requests.reduce((sum, n) => sum + n, 0));
        expect(answered + lost).toBe(requests);
        expect(Math.min(answered, lost)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('a leak of nothing sends nobody away and loses nothing', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, (given, workers) => {
        const outcome = simulate(given, { ...workers, bytesPerRequest: 0 });
        expect(outcome).toMatchObject({ toldAtMs: [], lost: 0, shortMs: 0, nobodyMs: 0 });
      }),
    );
  });

  it('no one is missed while somebody must serve for another to go', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, (given, workers) => {
        const spared = { ...workers, workers: workers.workers + 1, othersServing: workers.workers };
        expect(simulate(given, spared).nobodyMs).toBe(0);
      }),
    );
  });

  it('one worker that leaks more is never replaced less often', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, fc.integer({ min: 1, max: 20 }), (given, any, more) => {
        const alone = { ...any, workers: 1, othersServing: 0 };
        expect(recycles(given, worse(alone, more))).toBeGreaterThanOrEqual(recycles(given, alone));
      }),
    );
  });

  it('nor are several, but for the last round, in which each of the others may be just short of its turn', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, fc.integer({ min: 1, max: 20 }), (given, any, more) => {
        expect(recycles(given, worse(any, more))).toBeGreaterThanOrEqual(recycles(given, any) - (any.workers - 1));
      }),
    );
  });

  it('the same comes of the same', () => {
    fc.assert(
      fc.property(anyTraffic, anyCrew, (given, workers) => {
        expect(simulate(given, workers)).toEqual(simulate(given, workers));
      }),
    );
  });
});
