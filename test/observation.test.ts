import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Sampler } from '../harness/ceiling/sample.js';
import { primaryHistoryOf } from '../harness/history/primary-history.js';
import { throughputOf } from '../harness/history/throughput.js';
import type { Bucket } from '../harness/load/messages.js';
import { Observation, type Progress } from '../harness/observation.js';
import type { EventBody, RunEvent } from '../harness/record.js';
import { Recorder } from '../harness/recorder.js';
import { Holders, type Lifetime } from '../harness/target/holders.js';
import { booted, closed, exited, forked, pidOf, port } from './history/a-history.js';

const aBucket = (part: Partial<Bucket> = {}): Bucket => ({
  fromNs: 0,
  answered2xx: 0,
  answeredNon2xx: 0,
  refused: 0,
  timedOut: 0,
  superseded: 0,
  given: [],
  lost: [],
  p50Ms: null,
  p99Ms: null,
  ...part,
});

/** A moment of the shared clock, which these observations count from 0 on. */
const ns = (ms: number): number => ms * 1e6;

const observing = (holders: Record<number, number> = {}): Observation =>
  new Observation(new Recorder({ write() {} }, 0), port, {
    holderOf: (clientPort) => holders[clientPort] ?? null,
    given() {},
  });

function see({ recorder }: Observation, events: readonly RunEvent[]): void {
  for (const { atMs, ...body } of events) recorder.record(body as EventBody, atMs);
}

const samplerOf = (rss: Record<number, number>): Sampler => ({
  rssBytes: (pid) => rss[pid] ?? null,
  descriptors: () => null,
  report() {},
  forget() {},
  close() {},
  [Symbol.dispose]() {},
});

describe('an observation', () => {
  it('follows the workers, and how many of them listened in each span', () => {
    const observation = observing();
    see(observation, [...booted(100, 1), ...booted(120, 2), closed(450, 1), exited(460, 1)]);
    expect(observation.roster.living().map(({ worker }) => worker)).toEqual([2]);
    expect(observation.series.build(599).listening).toEqual([0, 0, 2, 2, 1, 1]);
  });

  it('adds up what was answered, and has the rate of the last span', () => {
    const observation = observing();
    observation.bucket(aBucket({ fromNs: ns(0), answered2xx: 10, p50Ms: 4, p99Ms: 9 }), 100);
    observation.bucket(aBucket({ fromNs: ns(100), answered2xx: 3, answeredNon2xx: 2 }), 50);
    expect(observation).toMatchObject({ answered: 15, answeredPerS: 100 });
    expect(observation.series.build(199)).toMatchObject({
      answered: [10, 5],
      p50Ms: [4, null],
      p99Ms: [9, null],
    });
  });

  it('records lost requests by the worker that held their connection, from the first of them on', () => {
    const observation = observing({ 5001: pidOf(1), 5002: pidOf(1), 5003: pidOf(2) });
    const lost = [
      { atNs: ns(330), localPort: 5001 },
      { atNs: ns(310), localPort: 5002 },
      { atNs: ns(320), localPort: 5003 },
      { atNs: ns(250), localPort: 5009 },
    ].map((each) => ({ ...each, attemptedAtNs: 0 }));
    observation.bucket(aBucket({ fromNs: ns(200), lost }), 200);
    expect(observation.recorder.events).toEqual([
      { atMs: 310, kind: 'requests-lost', pid: pidOf(1), count: 2 },
      { atMs: 320, kind: 'requests-lost', pid: pidOf(2), count: 1 },
    ]);
    expect(observation.series.build(399).lost).toEqual([0, 0, 1, 3]);
    observation.settle();
    expect(observation.recorder.events.at(-1)).toEqual({ atMs: 250, kind: 'requests-lost', pid: null, count: 1 });
    expect(observation.losses.total).toBe(4);
    observation.settle();
    expect(observation.losses.total).toBe(4);
  });

  it('asks once more, a bucket later, who held a connection that nobody had claimed', () => {
    const holders: Record<number, number> = {};
    const observation = observing(holders);
    const lost = [5001, 5009].map((localPort) => ({ atNs: ns(250), localPort, attemptedAtNs: 0 }));
    observation.bucket(aBucket({ fromNs: ns(200), lost }), 100);
    expect(observation.recorder.events).toEqual([]);
    // Its word was on the way.
    holders[5001] = pidOf(1);
    observation.bucket(aBucket({ fromNs: ns(300), lost: [] }), 100);
    expect(observation.recorder.events).toEqual([
      { atMs: 250, kind: 'requests-lost', pid: pidOf(1), count: 1 },
      { atMs: 250, kind: 'requests-lost', pid: null, count: 1 },
    ]);
  });

  it('asks for the worker that had the port from the attempt to the loss, as another may have it by now', () => {
    const holderOf = vi.fn(() => pidOf(1));
    const observation = new Observation(new Recorder({ write() {} }, 0), port, { holderOf, given() {} });
    const lost = [{ atNs: ns(250), localPort: 5001, attemptedAtNs: ns(40) }];
    observation.bucket(aBucket({ fromNs: ns(200), lost }), 100);
    expect(holderOf.mock.calls).toEqual([[5001, { sinceMs: 40, untilMs: 250 }]]);
  });

  it("charges nothing to a worker that took the next connection from that port, be it the load's or a probe's", () => {
    const holders = new Holders();
    const connections = {
      holderOf: (clientPort: number, lifetime: Lifetime) => holders.of(clientPort, lifetime),
      given: (clientPort: number, atMs: number) => holders.given(clientPort, atMs),
    };
    const observation = new Observation(new Recorder({ write() {} }, 0), port, connections);
    const given = [5001, 5002].map((localPort) => ({ localPort, attemptedAtNs: ns(40) }));
    observation.bucket(aBucket({ fromNs: ns(0), given }), 100);
    for (const localPort of [5001, 5002]) holders.claimed(localPort, { pid: pidOf(1), atMs: 41 });
    // The system has both ports back before the load hears that their connections were reset.
    for (const localPort of [5001, 5002]) holders.claimed(localPort, { pid: pidOf(2), atMs: 246 });
    observation.portGiven(5002, 245);
    const lost = [5001, 5002].map((localPort) => ({ atNs: ns(250), localPort, attemptedAtNs: ns(40) }));
    observation.bucket(aBucket({ fromNs: ns(200), given: [{ localPort: 5001, attemptedAtNs: ns(245) }], lost }), 100);
    expect(observation.recorder.events).toEqual([{ atMs: 250, kind: 'requests-lost', pid: pidOf(1), count: 2 }]);
  });

  it('records nothing of a span in which nothing was lost', () => {
    const observation = observing();
    observation.bucket(aBucket({ answered2xx: 9 }), 100);
    expect(observation.recorder.events).toEqual([]);
  });

  it("keeps each process's last memory, and its highest in each span", () => {
    const observation = observing();
    observation.rss(10, 42, 80);
    observation.rss(60, 42, 50);
    expect(observation.lastRss.get(42)).toBe(50);
    expect(observation.series.build(99).rssBytes).toEqual({ '42': [80] });
  });
});

describe('what is answered', () => {
  it('is known to a tenth of a second at both ends of a run, however long that is', () => {
    const observation = observing();
    const spans = 18_000;
    for (let i = 0; i < spans; i += 1) {
      observation.bucket(aBucket({ fromNs: ns(i * 100), answered2xx: i < spans / 2 ? 100 : 80 }), 100);
    }
    const loadUntilMs = spans * 100;
    const phases = { loadFromMs: 0, faultFromMs: 1000, faultUntilMs: loadUntilMs - 1500, loadUntilMs };
    const { beforePerS, afterPerS } = throughputOf(observation.answerSpans.all, phases);
    expect(beforePerS).toBeCloseTo(1000, 6);
    expect(afterPerS).toBeCloseTo(800, 6);
    expect(observation.series.build(loadUntilMs).everyMs).toBeGreaterThan(100);
    expect(observation.answerSpans.all.length).toBeLessThanOrEqual(6000);
  });

  it('in a span lasts until the next one begins', () => {
    const observation = observing();
    for (const atMs of [0, 100, 600, 700]) observation.bucket(aBucket({ fromNs: ns(atMs), answered2xx: 5 }), 100);
    expect(observation.answerSpans.all.map(({ fromMs, untilMs }) => Math.round(untilMs - fromMs))).toEqual([
      100, 500, 100, 100,
    ]);
  });
});

describe('looks at the primary', () => {
  it('are kept from both ends of a run, so that a long one can still be compared with its beginning', () => {
    const observation = observing();
    const everyMs = 250;
    const looks = 40_000;
    for (let i = 0; i < looks; i += 1) {
      observation.primary({ atMs: i * everyMs, rssBytes: i < looks / 2 ? 50e6 : 70e6, descriptors: 20 });
    }
    const loadUntilMs = looks * everyMs;
    const phases = { loadFromMs: 0, faultFromMs: 1000, faultUntilMs: loadUntilMs - 1500, loadUntilMs };
    expect(primaryHistoryOf([], phases, observation.primarySamples.all)).toMatchObject({
      rssBytesBefore: 50e6,
      rssBytesAfter: 70e6,
    });
    expect(observation.primarySamples.all.filter(({ atMs }) => atMs < 1000)).toHaveLength(4);
    expect(observation.primarySamples.all.filter(({ atMs }) => atMs >= loadUntilMs - 1500)).toHaveLength(6);
  });

  it('take no more memory after a day than after an hour', () => {
    const observation = observing();
    for (let i = 0; i < 350_000; i += 1) observation.primary({ atMs: i * 250, rssBytes: 1, descriptors: 1 });
    expect(observation.primarySamples.all.length).toBeLessThanOrEqual(6000);
  });
});

describe('the highest memory', () => {
  it('is that of the living workers, not of the dead or of strangers', () => {
    const observation = observing();
    see(observation, [...booted(1, 1), ...booted(2, 2), ...booted(3, 3), exited(90, 3)]);
    const rss = { [pidOf(1)]: 40, [pidOf(2)]: 60, [pidOf(3)]: 90, 77: 99 };
    expect(observation.highestRss(samplerOf(rss))).toBe(60);
  });

  it('is unknown where no living worker could be sampled', () => {
    const observation = observing();
    expect(observation.highestRss(samplerOf({}))).toBeNull();
    see(observation, booted(1, 1));
    expect(observation.highestRss(samplerOf({ 77: 99 }))).toBeNull();
  });
});

describe('telling progress', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'hrtime'], now: 0 }));
  afterEach(() => void vi.useRealTimers());

  const aRun = (): Observation =>
    new Observation(new Recorder({ write() {} }), port, { holderOf: () => null, given() {} });

  it('tells ten times a second, until it is disposed of', () => {
    const listener = vi.fn();
    const telling = aRun().tellProgress(9000, listener);
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(10);
    telling[Symbol.dispose]();
    vi.advanceTimersByTime(1000);
    expect(listener).toHaveBeenCalledTimes(10);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('needs nobody who listens', () => {
    using _ = aRun().tellProgress(9000, undefined);
    expect(() => vi.advanceTimersByTime(300)).not.toThrow();
  });

  it('counts the time from the load on, not from the boot', () => {
    const told: Progress[] = [];
    using telling = aRun().tellProgress(9000, (progress) => told.push(progress));
    vi.advanceTimersByTime(200);
    telling.phase = 'steady';
    vi.advanceTimersByTime(200);
    telling.phase = 'fault';
    telling.ceilingBytes = 5e6;
    vi.advanceTimersByTime(100);
    expect(told.map(({ phase, elapsedMs }) => [phase, Math.round(elapsedMs)])).toEqual([
      ['starting', 0],
      ['starting', 0],
      ['steady', 0],
      ['steady', 100],
      ['fault', 200],
    ]);
    expect(told.map(({ ceilingBytes }) => ceilingBytes)).toEqual([null, null, null, null, 5e6]);
    expect(told.every(({ durationMs }) => durationMs === 9000)).toBe(true);
  });

  it('tells of each living worker what it does, how old it is and what memory it has', () => {
    const told: Progress[] = [];
    const run = aRun();
    using _ = run.tellProgress(9000, (progress) => told.push(progress));
    see(run, [...booted(0, 1), forked(40, 2), ...booted(0, 3), exited(75, 3)]);
    run.rss(80, pidOf(1), 50e6);
    run.bucket(aBucket({ answered2xx: 7, lost: [{ atNs: 0, localPort: 5000, attemptedAtNs: 0 }] }), 100);
    vi.advanceTimersByTime(100);
    expect(told[0]).toMatchObject({ answered: 7, lost: 1, answeredPerS: 70 });
    expect(told[0]?.workers.map(({ ageMs, ...rest }) => ({ ...rest, ageMs: Math.round(ageMs) }))).toEqual([
      { worker: 1, pid: pidOf(1), state: 'serving', rssBytes: 50e6, ageMs: 100 },
      { worker: 2, pid: pidOf(2), state: 'booting', rssBytes: null, ageMs: 60 },
    ]);
  });
});
