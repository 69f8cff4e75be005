import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balances } from '../harness/checks/balance.js';
import { gatherEvidence, type Seen } from '../harness/evidence.js';
import { Observation } from '../harness/observation.js';
import type { Expectation, RunEvent } from '../harness/record.js';
import { Recorder } from '../harness/recorder.js';
import { anEvidence } from './a-record.js';
import {
  booted,
  crossed,
  exited,
  forked,
  initial,
  listened,
  phases,
  pidOf,
  port,
  recycled,
  stalled,
  stopRequested,
  struck,
  struckDead,
} from './history/a-history.js';

type Loss = { atMs: number; pid: number | null };

const { settings, environment, prober, shutdown, latencyMs, ledger } = anEvidence();

/** What was seen of two workers of which the first crashed at 3000, and was replaced by the third. */
const crash: RunEvent[] = [
  ...initial(2),
  struckDead(2995, 1),
  exited(3000, 1),
  forked(3001, 3),
  listened(3070, 3),
  stopRequested(10_100),
];

function seen(part: Partial<Seen> = {}, lost: readonly Loss[] = []): Seen {
  const observation = new Observation(new Recorder({ write() {} }, 0), port, { holderOf: () => null, given() {} });
  for (const { atMs, pid } of lost) observation.losses.add(atMs, pid);
  const { unattributed: _, ...sent } = ledger;
  return {
    scenario: { name: 'crash', story: 'Workers crash.', load: { connections: 1, durationMs: 9000 }, checks: [] },
    settings: { ...settings, port },
    environment,
    expectation: null,
    startedAt: new Date(Date.UTC(2026, 0, 31, 12)),
    durationMs: 10_400,
    events: crash,
    observation,
    phases,
    primaryPid: 4100,
    load: { ledger: { ...sent, sent: sent.sent + lost.length, lost: lost.length }, latencyMs },
    prober,
    shutdown,
    lastRss: () => null,
    peakRss: () => null,
    reforkWithinMs: 1000,
    overBy: undefined,
    contention: { othersShare: 0.07, throttledShare: 0.02, stalledShare: 0.01 },
    stderr: [],
    doubts: [],
    notes: [],
    ...part,
  };
}

describe('the evidence', () => {
  it('has what was seen, in the form of the record', () => {
    const evidence = gatherEvidence(
      seen({ stderr: ['boom'], doubts: ['noisy'], notes: ['odd'], lastRss: (pid) => pid * 10 }),
    );
    expect(evidence).toMatchObject({
      schema: 1,
      scenario: 'crash',
      story: 'Workers crash.',
      startedAt: '2026-01-31T12:00:00.000Z',
      expectation: null,
      stderr: ['boom'],
      doubts: ['noisy'],
      notes: ['odd'],
      primary: { pid: 4100, died: false },
      supervision: { steadyWorkers: 2, deaths: 1, forks: 1 },
    });
    expect(evidence.deaths).toMatchObject([
      { worker: 1, cause: 'fault', reforkMs: 70, replacedBy: 3, rssBytes: pidOf(1) * 10 },
    ]);
  });

  it('has the expectation of a control', () => {
    const expectation: Expectation = { fails: 'refork', consequences: ['capacity'] };
    expect(gatherEvidence(seen({ expectation })).expectation).toEqual(expectation);
  });

  it('has events in the order of their moments, though some were told of late, and leaves the log alone', () => {
    const toldLate = [...crash].reverse();
    const before = [...toldLate];
    const { events } = gatherEvidence(seen({ events: toldLate }));
    expect(events.map(({ atMs }) => atMs)).toEqual(crash.map(({ atMs }) => atMs).sort((a, b) => a - b));
    expect(toldLate).toEqual(before);
  });

  it('counts a worker once however often the fault acted in it, and each lethal blow', () => {
    const events = [...initial(2), struck(2100, 1), struckDead(2995, 1), exited(3000, 1), struck(2200, 2)];
    expect(gatherEvidence(seen({ events })).fault).toEqual({
      struckPrimary: 0,
      struckWorkers: 2,
      sparedWorkers: 0,
      lethal: 1,
    });
  });

  it('counts those who served throughout and were spared: not one that was struck, came later, drained or died', () => {
    const drained: RunEvent = { atMs: 4000, kind: 'worker-closed', worker: 4, pid: pidOf(4) };
    const events = [...initial(5), struck(2100, 1), exited(3000, 2), ...booted(3001, 6), drained];
    expect(gatherEvidence(seen({ events })).fault.sparedWorkers).toBe(2);
  });

  it('has the longest stall of any process of ours', () => {
    expect(gatherEvidence(seen()).contention.longestStallMs).toBe(0);
    const events = [...crash, stalled(4000, 30), stalled(5000, 900), stalled(5100, 1100), stalled(8000, 60)];
    expect(gatherEvidence(seen({ events })).contention).toEqual({
      othersShare: 0.07,
      throttledShare: 0.02,
      stalledShare: 0.01,
      longestStallMs: 1200,
    });
  });

  it('allows a worker the ceiling and the share over it, before it counts as told too late', () => {
    const toldWith = (rssBytes: number): RunEvent[] => [crossed(3000, 1, 101e6), recycled(3000, 1, rssBytes)];
    const highestInTime = (rssBytes: number, overBy: number | undefined): number | null => {
      const events = [...initial(2), ...toldWith(rssBytes)];
      return gatherEvidence(seen({ events, overBy, settings: { ...settings, port, ceilingBytes: 100e6 } })).ceiling
        .highestInTimeRssBytes;
    };
    expect(highestInTime(125e6, 0.25)).toBe(125e6);
    expect(highestInTime(126e6, 0.25)).toBeNull();
    expect(highestInTime(126e6, undefined)).toBe(126e6);
  });

  it('has nothing sent where the load failed', () => {
    const evidence = gatherEvidence(seen({ load: null }));
    expect(evidence.ledger).toMatchObject({ sent: 0, answered2xx: 0, lost: 0, unattributed: 0 });
    expect(evidence.latencyMs).toEqual({ p50: 0, p99: 0, max: 0 });
  });

  it('is as long as the load was, although nothing was seen of its end', () => {
    expect(gatherEvidence(seen()).series.answered).toHaveLength(phases.loadUntilMs / 100 + 1);
  });
});

describe('lost requests', () => {
  it('are charged to the death that took their connection', () => {
    const { deaths, ledger } = gatherEvidence(seen({}, [{ atMs: 2998, pid: pidOf(1) }]));
    expect(deaths.map(({ lostRequests }) => lostRequests)).toEqual([1]);
    expect(ledger).toMatchObject({ lost: 1, unattributed: 0 });
  });

  it('are unattributed where their worker lived on', () => {
    const { deaths, ledger } = gatherEvidence(seen({}, [{ atMs: 5000, pid: pidOf(2) }]));
    expect(deaths.map(({ lostRequests }) => lostRequests)).toEqual([0]);
    expect(ledger).toMatchObject({ lost: 1, unattributed: 1 });
  });

  it('are explained, though by no death on record, where their worker was on its way out when the load stopped', () => {
    const events = [...initial(2), recycled(9950, 2), exited(10_050, 2), stopRequested(10_100)];
    const { deaths, ledger } = gatherEvidence(seen({ events }, [{ atMs: 9990, pid: pidOf(2) }]));
    expect(deaths).toEqual([]);
    expect(ledger).toMatchObject({ lost: 1, unattributed: 0 });
  });

  it('are charged to a death or unattributed, all of them, where every worker that died did so during the load', () => {
    const moment = fc.integer({ min: 1000, max: 10_000 });
    const loss = fc.record({ atMs: moment, pid: fc.constantFrom(null, pidOf(1), pidOf(2), pidOf(3), 9) });
    fc.assert(
      fc.property(fc.array(loss, { maxLength: 30 }), (lost) => {
        const { deaths, ledger } = gatherEvidence(seen({}, lost));
        const charged = deaths.reduce((sum, { lostRequests }) => sum + lostRequests, 0);
        expect(charged + ledger.unattributed).toBe(ledger.lost);
        expect(balances(ledger)).toBe(true);
      }),
    );
  });
});
