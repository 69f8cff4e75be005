import { expect, test } from 'vitest';
import { balances } from '../../harness/load/ledger.js';
import { CountingFront } from './counting-front.js';
import { listening } from './listening.js';
import { SlowCluster } from './slow-cluster.js';
import { WatchedLoad } from './watched-load.js';

const deaths = 8;

test('what dies with killed workers is lost, to the request', async () => {
  await using cluster = await SlowCluster.serving();
  const front = new CountingFront(() => cluster.port, 'hello');
  await using target = await listening(front.server);
  await using load = new WatchedLoad({ url: target.url });
  for (let death = 0; death < deaths; death += 1) {
    await load.quiet(200);
    await cluster.killOne();
  }
  await load.quiet(400);
  const { ledger } = await load.stop();
  await front.idle();
  expect(front.lost).toBeGreaterThan(deaths);
  expect(ledger.lost).toBe(front.lost);
  expect(ledger.sent).toBe(front.requests);
  expect(ledger).toMatchObject({ answeredNon2xx: 0, superseded: 0, refused: 0 });
  expect(balances(ledger)).toBe(true);
});

test('deaths do not make answers look slower than they are', async () => {
  await using cluster = await SlowCluster.serving();
  await using load = new WatchedLoad({ url: `http://127.0.0.1:${cluster.port}/` });
  for (let death = 0; death < deaths; death += 1) {
    await load.quiet(200);
    await cluster.killOne();
  }
  await load.quiet(2000);
  const { ledger, latencyMs } = await load.stop();
  expect(ledger.lost).toBeGreaterThan(deaths);
  // Every request is held for 20 ms. One timed from the request before it, which died, would take at least twice that.
  expect(latencyMs.p50).toBeGreaterThan(19);
  expect(latencyMs.p50).toBeLessThan(40);
});
