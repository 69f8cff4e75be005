import { describe, expect, it } from 'vitest';
import { ChildServer } from './child-server.js';
import { WatchedProber } from './watched-prober.js';

const block = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

describe('a stall of the harness', () => {
  it('makes its probes void, fails none, and sends none of them afterwards', async () => {
    await using server = await ChildServer.start();
    await using prober = new WatchedProber({ url: server.url });
    await prober.until('answered', 10);
    block(200);
    await prober.until('answered', 10);
    const record = await prober.stop();
    // The block may begin up to one interval before the next intended time.
    expect(record.voided).toBeGreaterThanOrEqual(19);
    expect(prober.stalledMs).toBeGreaterThanOrEqual(189);
    expect(record.failed).toBe(0);
    expect(await server.freeze(0)).toBe(record.sent - record.voided);
  });

  it('is noticed between rare probes too', async () => {
    await using server = await ChildServer.start();
    await using prober = new WatchedProber({ url: server.url, everyMs: 200 });
    await prober.until('answered', 1);
    block(100);
    await prober.until('answered', 1);
    expect(prober.stalledMs).toBeGreaterThanOrEqual(89);
  });

  it('makes void, not failed, what ran out of time meanwhile', async () => {
    await using server = await ChildServer.start();
    await using prober = new WatchedProber({ url: server.url, timeoutMs: 100 });
    await prober.until('answered', 5);
    const thawed = server.freeze(400);
    await prober.until('failed', 1);
    const endedBefore = prober.probes.length;
    const blockedFromNs = Number(process.hrtime.bigint());
    block(150);
    await thawed;
    await prober.until('answered', 5);
    await prober.stop();
    const inFlight = prober.probes.slice(endedBefore).filter(({ intendedNs }) => intendedNs < blockedFromNs);
    expect(new Set(inFlight.map(({ outcome }) => outcome))).toEqual(new Set(['void']));
  });
});

describe('a freeze of the server', () => {
  it('is an outage, though no connection is refused', async () => {
    await using server = await ChildServer.start();
    await using prober = new WatchedProber({ url: server.url });
    await prober.until('answered', 10);
    await server.freeze(400);
    await prober.until('answered', 10);
    const record = await prober.stop();
    expect(record.failed).toBe(0);
    // An answer sent before the freeze may be read up to a stall's threshold later; a stall of this process is taken out.
    expect(record.longestOutageMs + prober.stalledMs).toBeGreaterThanOrEqual(300);
    expect(record.longestOutageAtMs).toBeGreaterThan(0);
  });
});
