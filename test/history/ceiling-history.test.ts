import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilingHistoryOf } from '../../harness/history/ceiling-history.js';
import type { CeilingHistory, RunEvent, Settings } from '../../harness/record.js';
import {
  crossed,
  exited,
  forked,
  initial,
  killed,
  phases,
  pidOf,
  port,
  recycled,
  stalled,
  stopRequested,
  struckDead,
} from './a-history.js';
import { anyHistory } from './a-supervised-run.js';

const graceMs = 1000;
const settings = { port, graceMs, enforce: 'harness', sampleEveryMs: 50 } as const;
const history = (
  events: RunEvent[],
  peakRss: (pid: number) => number | null = () => null,
  enforce: Settings['enforce'] = 'harness',
): CeilingHistory => ceilingHistoryOf(events, { ...settings, enforce }, phases, peakRss);

const fateOf = (...events: RunEvent[]): string | undefined => {
  const { left, killed, stayed, leaving } = history([...initial(2), ...events]);
  return Object.entries({ left, killed, stayed, leaving }).find(([, count]) => count === 1)?.[0];
};

describe('a worker that crossed the ceiling', () => {
  it('left if it exited within the grace', () => {
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), exited(4001, 1))).toBe('left');
    expect(fateOf(crossed(3000, 1), exited(3001, 1, 'SIGINT'))).toBe('left');
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), exited(3500, 1, 'SIGKILL'))).toBe('left');
    expect(fateOf(crossed(9400, 1), recycled(9500, 1), exited(10_000, 1))).toBe('left');
  });

  it('was killed if the harness killed it', () => {
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), killed(4001, 1), exited(4002, 1, 'SIGKILL'))).toBe('killed');
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), killed(3500, 1), exited(3501, 1, 'SIGKILL'))).toBe('killed');
  });

  it('was killed if the harness killed it without telling it first', () => {
    expect(fateOf(crossed(3000, 1), killed(3000, 1), exited(3001, 1, 'SIGKILL'))).toBe('killed');
    expect(fateOf(crossed(3000, 1), exited(3001, 1, 'SIGKILL'))).toBe('killed');
    expect(fateOf(crossed(3000, 1), exited(3001, 1, 'SIGABRT'))).toBe('killed');
    expect(fateOf(crossed(3000, 1), exited(3001, 1, 'SIGTRAP'))).toBe('killed');
  });

  it('counts as it stood when a fault ended it, whatever the signal, if nobody had told it to go', () => {
    expect(fateOf(crossed(3000, 1), struckDead(3500, 1), exited(3501, 1, 'SIGKILL'))).toBe('leaving');
    expect(fateOf(crossed(3000, 1), struckDead(4001, 1), exited(4002, 1, 'SIGKILL'))).toBe('stayed');
    expect(fateOf(crossed(3000, 1), struckDead(4001, 1), exited(4002, 1))).toBe('stayed');
    expect(fateOf(crossed(3000, 1), stalled(3001, 2000), struckDead(6000, 1), exited(6001, 1))).toBe('leaving');
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), struckDead(3500, 1), exited(3501, 1, 'SIGKILL'))).toBe('left');
  });

  it('stayed if a fault was to end it and did not', () => {
    expect(fateOf(crossed(3000, 1), struckDead(3500, 1))).toBe('stayed');
    expect(fateOf(crossed(3000, 1), struckDead(3500, 1), killed(4001, 1), exited(4002, 1, 'SIGKILL'))).toBe('killed');
  });

  it('counts as killed if it went by itself, but only after the grace', () => {
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), exited(4002, 1))).toBe('killed');
  });

  it('is leaving if the load stopped within its grace', () => {
    expect(fateOf(crossed(9400, 1), recycled(9500, 1), exited(10_050, 1))).toBe('leaving');
  });

  it('is leaving if it was not told yet, but crossed within a grace of the end', () => {
    expect(fateOf(crossed(9400, 1))).toBe('leaving');
    expect(fateOf(crossed(9400, 1), exited(10_001, 1, 'SIGKILL'))).toBe('leaving');
  });

  it('is leaving if it waited long for its turn, and was told to go within a grace of the end', () => {
    expect(fateOf(crossed(5000, 1), recycled(9500, 1))).toBe('leaving');
  });

  it('stayed if nobody told it to go', () => {
    expect(fateOf(crossed(3000, 1))).toBe('stayed');
  });

  it('stayed if it was told to go, and is there past the grace', () => {
    expect(fateOf(crossed(3000, 1), recycled(3001, 1))).toBe('stayed');
  });

  it('left if nobody told it to go and it went all the same', () => {
    expect(fateOf(crossed(3000, 1), exited(9000, 1))).toBe('left');
  });

  it('stayed even if the shutdown ended it', () => {
    expect(fateOf(crossed(3000, 1), stopRequested(10_100), exited(10_150, 1))).toBe('stayed');
  });

  it('has as much more time as the harness stood still meanwhile', () => {
    const stall = stalled(3500, 2000);
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), stall, exited(6001, 1))).toBe('left');
    expect(fateOf(crossed(3000, 1), recycled(3001, 1), stall, exited(6002, 1))).toBe('killed');
    expect(fateOf(crossed(7000, 1), stalled(7001, 2000))).toBe('leaving');
    expect(fateOf(crossed(6999, 1), stalled(7001, 2000))).toBe('stayed');
  });

  it('is not counted if it did so after the load, or was gone before', () => {
    expect(history([...initial(2), crossed(500, 1), exited(999, 1)]).crossed).toBe(0);
    expect(history([...initial(2), crossed(500, 1), exited(1000, 1)]).crossed).toBe(1);
    expect(history([...initial(2), crossed(10_000, 1)]).crossed).toBe(1);
    expect(history([...initial(2), crossed(10_001, 1)])).toMatchObject({ crossed: 0, highestRssBytes: null });
  });

  it('is told from another that had the same pid', () => {
    const reused = [...initial(2), exited(2000, 1), forked(2005, 3, pidOf(1)), crossed(3000, 3), exited(3500, 3)];
    expect(history(reused)).toMatchObject({ crossed: 1, left: 1 });
  });
});

describe('those that cross together', () => {
  const most = (...events: RunEvent[]): number => history([...initial(3), ...events]).mostIn1s;

  it('are the most that do so within a second', () => {
    expect(most(crossed(3000, 1), exited(3100, 1), crossed(3900, 2), crossed(4100, 3))).toBe(2);
    expect(most(crossed(3000, 1), crossed(4500, 2), crossed(6000, 3))).toBe(1);
    expect(most(crossed(3000, 3), crossed(3100, 1), crossed(4050, 2))).toBe(2);
  });

  it('are none where nobody crossed under load', () => {
    expect(most(crossed(500, 1), exited(600, 1), crossed(10_001, 2))).toBe(0);
  });
});

describe('the highest sample', () => {
  it('is of those that crossed only', () => {
    const peaks = new Map([
      [pidOf(1), 131e6],
      [pidOf(2), 900e6],
    ]);
    expect(history([...initial(2), crossed(3000, 1)], (pid) => peaks.get(pid) ?? null).highestRssBytes).toBe(131e6);
  });

  it('is at least what the ceiling was crossed with', () => {
    expect(history([...initial(2), crossed(3000, 1, 119e6)]).highestRssBytes).toBe(119e6);
  });
});

describe('the highest sample of those that were told in time', () => {
  const inTime = (...events: RunEvent[]): (number | null)[] => {
    const { highestRssBytes, highestInTimeRssBytes } = history([...initial(2), ...events]);
    return [highestRssBytes, highestInTimeRssBytes];
  };
  const within =
    (allowedBytes: number, enforce: Settings['enforce'] = 'harness') =>
    (...events: RunEvent[]): number | null =>
      ceilingHistoryOf([...initial(2), ...events], { ...settings, enforce }, phases, () => 180e6, allowedBytes)
        .highestInTimeRssBytes;
  const all = (bytes: number): number[] => [bytes, bytes];

  it('leaves out who crossed while the harness missed a look', () => {
    expect(inTime(stalled(2000, 950), crossed(3000, 1, 170e6), recycled(3000, 1))).toEqual([170e6, null]);
    expect(inTime(stalled(2000, 949), crossed(3000, 1, 170e6), recycled(3000, 1))).toEqual(all(170e6));
  });

  it('leaves out who waited for its turn while the harness missed a look', () => {
    expect(inTime(crossed(3000, 1, 83e6), stalled(3100, 900), recycled(4000, 1, 170e6))).toEqual([170e6, null]);
    expect(inTime(crossed(3000, 1, 83e6), stalled(3010, 900), recycled(3010, 1, 84e6))).toEqual([84e6, null]);
    expect(inTime(crossed(3000, 1, 83e6), recycled(3010, 1, 84e6), stalled(3011, 900))).toEqual(all(84e6));
    expect(inTime(crossed(3000, 1, 83e6), exited(3010, 1), stalled(3011, 900))).toEqual(all(83e6));
    expect(inTime(crossed(3000, 1, 83e6), killed(3010, 1), stalled(3011, 900))).toEqual(all(180e6));
  });

  it('keeps the others', () => {
    const late = [stalled(2000, 950), crossed(3000, 1, 170e6), recycled(3000, 1)];
    expect(inTime(...late, crossed(5000, 2, 90e6), recycled(5000, 2, 90e6))).toEqual([170e6, 90e6]);
  });

  it('leaves out who had more than is allowed when it was told, by a leap or by waiting', () => {
    expect(within(140e6)(crossed(3000, 1, 141e6), recycled(3000, 1, 141e6))).toBeNull();
    expect(within(140e6)(crossed(3000, 1, 120e6), recycled(3400, 1, 141e6))).toBeNull();
    expect(within(140e6)(crossed(3000, 1, 120e6), recycled(3000, 1, 140e6))).toBe(180e6);
  });

  it('leaves out who was never told', () => {
    expect(within(140e6)(crossed(3000, 1, 120e6))).toBeNull();
    expect(within(140e6)(crossed(3000, 1, 120e6), exited(3010, 1))).toBeNull();
  });

  it('leaves out nobody where somebody else tells workers to go, whatever they had', () => {
    expect(within(140e6, 'target')(crossed(3000, 1, 141e6), exited(3010, 1))).toBe(180e6);
  });

  it('leaves out nobody for less than a look', () => {
    expect(inTime(stalled(2960, 49), crossed(3000, 1, 170e6))).toEqual(all(170e6));
    expect(inTime(stalled(2960, 50), crossed(3000, 1, 170e6))).toEqual([170e6, null]);
  });

  it('leaves out nobody where somebody else tells workers to go', () => {
    const events = [...initial(2), stalled(2000, 990), crossed(3000, 1, 170e6)];
    expect(history(events, () => null, 'target').highestInTimeRssBytes).toBe(170e6);
  });
});

it('every worker that crossed has one fate, whatever happens', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      const { crossed, left, killed, stayed, leaving } = history(events);
      expect(left + killed + stayed + leaving).toBe(crossed);
    }),
  );
});
