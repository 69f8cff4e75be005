import { describe, expect, it } from 'vitest';
import { figuresOf, withoutWorkerMs } from '../../bench/peers/figures.js';
import type { RunEvent } from '../../harness/record.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../a-record.js';

const listens = (worker: number, atMs: number): RunEvent[] => [
  { atMs, kind: 'worker-forked', worker, pid: worker },
  { atMs, kind: 'worker-listening', worker, pid: worker, address: null, port: 4000 },
];
const exits = (worker: number, atMs: number): RunEvent => {
  return { atMs, kind: 'worker-exited', worker, pid: worker, exitCode: 1, signal: null };
};
const without = (...events: RunEvent[]): number => withoutWorkerMs(aRecord({ events }));

describe('the figures of a record', () => {
  it('spread the requests without an answer over the deaths, those that timed out among them', () => {
    const record = aRecord({ ledger: { lost: 10, timedOut: 2 }, deaths: [aDeath(), aDeath(), aDeath()] });
    expect(figuresOf(record)).toMatchObject({ deaths: 3, unanswered: 12, lostPerDeath: 4 });
  });

  it('give no loss a death where nothing died, and keep the count', () => {
    const record = aRecord({ ledger: { lost: 10 }, deaths: [] });
    expect(figuresOf(record)).toMatchObject({ unanswered: 10, lostPerDeath: null, exitToServingMs: null });
  });

  it('tell the median and the slowest time from exit to serving, and who was never replaced', () => {
    const deaths = [...[30, 10, 20].map((reforkMs) => aDeath({ reforkMs })), aDeathWithoutRefork()];
    const figures = figuresOf(aRecord({ deaths }));
    expect(figures).toMatchObject({ exitToServingMs: { median: 20, slowest: 30 }, neverReplaced: 1 });
  });

  it('do not accuse anyone of a replacement that had time left when the load stopped', () => {
    const record = aRecord({ deaths: [aDeathWithoutRefork()], supervision: { owed: 1 } });
    expect(figuresOf(record).neverReplaced).toBe(0);
  });

  it('have the overshoot as a share of the ceiling, and none without a ceiling', () => {
    const ceiling = { highestRssBytes: 110 };
    expect(figuresOf(aRecord({ settings: { ceilingBytes: 100 }, ceiling })).overshoot).toBeCloseTo(0.1);
    expect(figuresOf(aRecord({ settings: { ceilingBytes: null }, ceiling })).overshoot).toBe(null);
  });

  it('name the checks that were not passed', () => {
    const [check] = aRecord().checks;
    if (check === undefined) throw new Error('a record has checks');
    const checks = [check, { ...check, name: 'loss' as const, status: 'fail' as const }];
    expect(figuresOf(aRecord({ checks })).notPassed).toEqual(['loss']);
  });
});

describe('the time without a worker', () => {
  // The load of the record goes from 200 to 10,200 ms.
  it('is nothing where one serves all the time', () => {
    expect(without(...listens(1, 100))).toBe(0);
  });

  it('goes from the exit of the last to the listening of the next', () => {
    expect(without(...listens(1, 100), exits(1, 1000), ...listens(2, 1300))).toBe(300);
  });

  it('adds up', () => {
    const twice = [exits(1, 1000), ...listens(2, 1300), exits(2, 2000), ...listens(3, 2050)];
    expect(without(...listens(1, 100), ...twice)).toBe(350);
  });

  it('counts within the load only, to its very end', () => {
    expect(without(...listens(1, 500), exits(1, 10_000))).toBe(300 + 200);
  });

  it('does not depend on the order in which the events were told', () => {
    expect(without(...listens(2, 1300), exits(1, 1000), ...listens(1, 100))).toBe(300);
  });
});
