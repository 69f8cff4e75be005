import { expect, test, vi } from 'vitest';
import { ProbeEntries, replay } from '../../harness/load/probe-log.js';
import { Witness } from '../../harness/load/witness.js';

const ms = 1e6;
const witness = (onPort?: (localPort: number, attemptedAtNs: number) => void): Witness =>
  new Witness({ everyMs: 10, timeoutMs: 2_000, startNs: 0 }, { ...(onPort !== undefined && { onPort }) });

test('a witness that hears of probes from another process sees what it would have seen beside them', () => {
  const beside = witness();
  const onPort = vi.fn();
  const far = witness(onPort);
  const entries = new ProbeEntries();
  for (const log of [beside, entries]) {
    log.watchBegan(100 * ms);
    log.probeSent(100 * ms, 107 * ms);
    log.probeEnded({ intendedNs: 100 * ms, crossedStall: false }, 'answered', 109 * ms);
    log.portGiven(40_001, 110 * ms);
    log.probeSent(110 * ms, 110 * ms);
    log.harnessStalled(120 * ms, 180 * ms);
    log.probeMissed(120 * ms);
    log.probeEnded({ intendedNs: 110 * ms, crossedStall: true }, 'answered', 181 * ms);
    log.probeEnded({ intendedNs: 190 * ms, crossedStall: false }, 'broken', 191 * ms);
    log.endWatch(400 * ms);
  }
  replay(JSON.parse(JSON.stringify(entries.take())), far);
  expect(onPort.mock.calls).toEqual([[40_001, 110 * ms]]);
  expect(far.summary()).toEqual(beside.summary());
  expect(far.summary()).toMatchObject({ sent: 4, answered: 2, failed: 1, voided: 1, late: 1, longestOutageMs: 219 });
});

test('an entry is taken once', () => {
  const entries = new ProbeEntries();
  entries.watchBegan(1);
  expect(entries.take()).toEqual([['watchBegan', 1]]);
  expect(entries.take()).toEqual([]);
});

test('nothing that belongs to the prober alone goes into an entry', () => {
  const entries = new ProbeEntries();
  const flight = { intendedNs: 1, crossedStall: true, probe: { destroy() {} } };
  entries.probeEnded(flight, 'expired', 2);
  expect(entries.take()).toEqual([['probeEnded', { intendedNs: 1, crossedStall: true }, 'expired', 2]]);
});
