import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerArrived,
  harnessStalled,
  longestOutage,
  type Outages,
  watchOutages,
} from '../../harness/load/outages.js';
import { nsPerMs } from '../../harness/load/schedule.js';

const ns = (ms: number): number => ms * nsPerMs;
const answeredAt = (outages: Outages, ...times: number[]): Outages =>
  times.reduce((seen, ms) => answerArrived(seen, ns(ms)), outages);

const gapLengths = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 40 });
/** Arrivals as differences, and the end of the watch as the last of them. */
const fold = (gaps: readonly number[]): { outages: Outages; endMs: number } => {
  let outages = watchOutages(0);
  let nowMs = 0;
  for (const gapMs of gaps.slice(0, -1)) {
    nowMs += gapMs;
    outages = answerArrived(outages, ns(nowMs));
  }
  return { outages, endMs: nowMs + (gaps.at(-1) ?? 0) };
};

describe('the longest outage', () => {
  it('lies between two answers, and begins with the first of them', () => {
    const outages = answeredAt(watchOutages(0), 10, 20, 320, 330);
    expect(longestOutage(outages, ns(340), 50)).toEqual({ fromNs: ns(20), forMs: 300 });
  });

  it('counts from the start of the watch where the first answer is late', () => {
    expect(longestOutage(answeredAt(watchOutages(ns(5)), 105), ns(110), 50)).toEqual({ fromNs: ns(5), forMs: 100 });
  });

  it('counts to the end of the watch where answers stop coming', () => {
    expect(longestOutage(answeredAt(watchOutages(0), 10), ns(500), 50)).toEqual({ fromNs: ns(10), forMs: 490 });
  });

  it('is the whole watch where nothing was ever answered', () => {
    expect(longestOutage(watchOutages(0), ns(1_000), 50)).toEqual({ fromNs: 0, forMs: 1_000 });
  });

  it('is the earlier of two that last equally long', () => {
    expect(longestOutage(answeredAt(watchOutages(0), 100), ns(200), 50)?.fromNs).toBe(0);
  });

  it('is none where every gap is shorter than the least that counts', () => {
    expect(longestOutage(answeredAt(watchOutages(0), 49, 98), ns(147), 50)).toBeNull();
  });

  it('is none in a watch without length', () => {
    expect(longestOutage(watchOutages(7), 7, 0)).toBeNull();
  });

  it('is the longest of all gaps, however answers fall', () => {
    fc.assert(
      fc.property(gapLengths, (gaps) => {
        const { outages, endMs } = fold(gaps);
        expect(longestOutage(outages, ns(endMs), 0)?.forMs ?? 0).toBe(Math.max(...gaps));
      }),
    );
  });

  it('is never longer for one answer more', () => {
    fc.assert(
      fc.property(gapLengths, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (gaps, where, share) => {
        const at = where % gaps.length;
        const split = Math.floor((gaps[at] ?? 0) * share);
        const more = [...gaps.slice(0, at), split, (gaps[at] ?? 0) - split, ...gaps.slice(at + 1)];
        const [one, other] = [fold(gaps), fold(more)];
        const longest = longestOutage(one.outages, ns(one.endMs), 0)?.forMs ?? 0;
        expect(longestOutage(other.outages, ns(other.endMs), 0)?.forMs ?? 0).toBeLessThanOrEqual(longest);
      }),
    );
  });
});

describe('a stall of the harness', () => {
  it('is no outage by itself', () => {
    const outages = harnessStalled(answeredAt(watchOutages(0), 10), ns(15), ns(500));
    expect(longestOutage(answerArrived(outages, ns(505)), ns(510), 50)).toBeNull();
  });

  it('leaves what was watched of the outage around it', () => {
    const outages = harnessStalled(answeredAt(watchOutages(0), 10), ns(110), ns(310));
    expect(longestOutage(answerArrived(outages, ns(410)), ns(420), 50)).toEqual({ fromNs: ns(10), forMs: 200 });
  });

  it('takes nothing out of a gap before or after its own', () => {
    let outages = harnessStalled(watchOutages(0), ns(10), ns(1_000));
    outages = answeredAt(outages, 1_010, 1_310);
    expect(longestOutage(outages, ns(1_310), 50)).toEqual({ fromNs: ns(1_010), forMs: 300 });
  });

  it('counts only from the last answer that was seen, where it was noticed to begin before', () => {
    const outages = harnessStalled(answeredAt(watchOutages(ns(90)), 100), ns(40), ns(160));
    expect(longestOutage(outages, ns(260), 50)?.forMs).toBe(100);
  });

  it('leaves the watched part of the longest gap, however stalls and answers fall', () => {
    const gaps = fc.array(
      fc.array(fc.record({ watchedMs: fc.nat(1_000), stalledMs: fc.nat(1_000) }), { minLength: 1, maxLength: 5 }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(gaps, (parts) => {
        let outages = watchOutages(0);
        let nowMs = 0;
        for (const gap of parts) {
          for (const { watchedMs, stalledMs } of gap) {
            outages = harnessStalled(outages, ns(nowMs + watchedMs), ns(nowMs + watchedMs + stalledMs));
            nowMs += watchedMs + stalledMs;
          }
          outages = answerArrived(outages, ns(nowMs));
        }
        const watched = parts.map((gap) => gap.reduce((sum, { watchedMs }) => sum + watchedMs, 0));
        expect(longestOutage(outages, ns(nowMs), 0)?.forMs ?? 0).toBe(Math.max(...watched));
      }),
    );
  });
});
