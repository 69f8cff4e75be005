import { describe, expect, it } from 'vitest';
import { nsPerMs } from '../../harness/load/schedule.js';
import { type ProberObserver, Witness } from '../../harness/load/witness.js';

const ns = (ms: number): number => ms * nsPerMs;
const witnessed = (observer: ProberObserver = {}): Witness => {
  const witness = new Witness({ everyMs: 10, timeoutMs: 2_000, startNs: ns(1_000) }, observer);
  witness.watchBegan(ns(1_200));
  return witness;
};
const flight = (intendedMs: number, crossedStall = false) => ({ intendedNs: ns(intendedMs), crossedStall });

describe('the witness', () => {
  it('holds all probes in exactly one of answered, failed and voided', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_203));
    witness.probeEnded(flight(1_210), 'broken', ns(1_211));
    witness.probeEnded(flight(1_220), 'expired', ns(3_220));
    witness.probeMissed(ns(1_230));
    const { sent, answered, failed, voided, availability } = witness.summary();
    expect({ sent, answered, failed, voided, availability }).toEqual({
      sent: 4,
      answered: 1,
      failed: 2,
      voided: 1,
      availability: 1 / 3,
    });
  });

  it('sees no outage in a span in which this machine could send no probe', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    for (let ms = 1_210; ms < 1_900; ms += 10) witness.probeEnded(flight(ms), 'unsent', ns(ms + 1));
    witness.probeEnded(flight(1_900), 'answered', ns(1_902));
    witness.endWatch(ns(1_902));
    expect(witness.summary()).toMatchObject({ answered: 2, failed: 0, voided: 69, longestOutageMs: 0 });
  });

  it('has availability 0, not NaN, where nothing counted', () => {
    const witness = witnessed();
    witness.probeMissed(ns(1_200));
    expect(witness.summary()).toMatchObject({ availability: 0, latencyMs: { p50: 0, p99: 0, max: 0 } });
  });

  it('times an answer from its intended send time', () => {
    const witness = witnessed();
    witness.probeSent(ns(1_200), ns(1_204));
    witness.probeEnded(flight(1_200), 'answered', ns(1_220));
    const { p50, max } = witness.summary().latencyMs;
    expect(p50).toBeCloseTo(20, 1);
    expect(max).toBeCloseTo(20, 1);
  });

  it('keeps a latency that a stall inflated out of the percentiles', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.probeEnded(flight(1_210, true), 'answered', ns(1_710));
    expect(witness.summary().answered).toBe(2);
    expect(witness.summary().latencyMs.max).toBeCloseTo(2, 1);
  });

  it('counts a probe as late beyond 5 ms, not at 5 ms', () => {
    const witness = witnessed();
    witness.probeSent(ns(1_200), ns(1_205));
    witness.probeSent(ns(1_210), ns(1_215.1));
    expect(witness.summary().late).toBe(1);
  });

  it('dates the longest outage from the beginning of the run', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.probeEnded(flight(1_500), 'answered', ns(1_502));
    witness.endWatch(ns(1_510));
    expect(witness.summary()).toMatchObject({ longestOutageMs: 300, longestOutageAtMs: 202 });
  });

  it('takes the time in which the harness stalled out of an outage', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.harnessStalled(ns(1_252), ns(1_402));
    witness.probeEnded(flight(1_500), 'answered', ns(1_502));
    witness.endWatch(ns(1_510));
    expect(witness.summary().longestOutageMs).toBe(150);
  });

  it('takes gaps of fewer than five probes for jitter', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.probeEnded(flight(1_240), 'answered', ns(1_251));
    witness.endWatch(ns(1_260));
    expect(witness.summary()).toMatchObject({ longestOutageMs: 0, longestOutageAtMs: null });
  });

  it('is not moved by answers after the end of the watch', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.endWatch(ns(1_210));
    witness.probeEnded(flight(1_205), 'answered', ns(2_900));
    expect(witness.summary()).toMatchObject({ answered: 2, longestOutageMs: 0 });
  });

  it('watches no longer than the last word of a prober that was cut off', () => {
    const witness = witnessed();
    witness.probeEnded(flight(1_200), 'answered', ns(1_202));
    witness.probeSent(ns(1_290), ns(1_290));
    witness.cutOff();
    expect(witness.summary()).toMatchObject({ longestOutageMs: 88, longestOutageAtMs: 202 });
  });

  it('has no outage where the prober never began', () => {
    const witness = new Witness({ everyMs: 10, timeoutMs: 2_000, startNs: ns(1_000) }, {});
    witness.cutOff();
    expect(witness.summary()).toMatchObject({ sent: 0, longestOutageMs: 0, longestOutageAtMs: null });
  });

  it('tells of every probe and every stall as it happens', () => {
    const seen: unknown[] = [];
    const witness = witnessed({ onProbe: (probe) => seen.push(probe), onStall: (stall) => seen.push(stall) });
    witness.harnessStalled(ns(1_200), ns(1_300));
    witness.probeMissed(ns(1_200));
    witness.probeEnded(flight(1_310), 'answered', ns(1_312));
    expect(seen).toEqual([
      { atNs: ns(1_200), forMs: 100 },
      { intendedNs: ns(1_200), outcome: 'void', latencyMs: null },
      { intendedNs: ns(1_310), outcome: 'answered', latencyMs: 2 },
    ]);
  });
});
