import { fork } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { prepareLoad } from '../../dist/harness/load/load.js';
import { ProbeEntries } from '../../harness/load/probe-log.js';
import { usualProber } from '../../harness/load/prober.js';
import { Witness } from '../../harness/load/witness.js';
import { listening } from './listening.js';
import { WatchedLoad } from './watched-load.js';

const hello = () => createServer((_, response) => response.end('hello'));

/** Waits until no process has this pid. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await delay(10);
  }
}

test('a stopped load tells the whole account, its process ends by itself, and stopping again changes nothing', async () => {
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url });
  await watched.quiet();
  const result = await watched.stop();
  expect(result.ledger.sent).toBeGreaterThan(2000);
  expect(result.latencyMs.p50).toBeGreaterThan(0);
  expect(result.latencyMs.p99).toBeGreaterThanOrEqual(result.latencyMs.p50);
  expect(result.latencyMs.max).toBeGreaterThanOrEqual(result.latencyMs.p99);
  await gone(watched.load.pid ?? 0);
  expect(await watched.stop()).toEqual(result);
});

test('a load is dated on the clock of this process, before its first bucket', async () => {
  const before = Number(process.hrtime.bigint());
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url });
  await watched.quiet(1);
  expect(watched.startedAtNs).toBeGreaterThan(before);
  expect(watched.startedAtNs).toBeLessThan(Number(process.hrtime.bigint()));
  expect(watched.buckets[0]?.fromNs).toBe(watched.startedAtNs);
});

test('a prepared load sends nothing until it is started', async () => {
  let connections = 0;
  const server = hello().on('connection', () => {
    connections += 1;
  });
  await using target = await listening(server);
  await using prepared = prepareLoad();
  await using other = new WatchedLoad({ url: target.url, connections: 3 });
  await other.quiet();
  await other.stop();
  expect(connections).toBe(3);
  const load = prepared.start(
    { url: target.url, connections: 5, rate: null, timeoutMs: 1000, bucketMs: 100, atMostMs: 60_000 },
    { onStarted() {}, onBucket() {} },
  );
  while (connections < 8) await once(server, 'connection');
  await load.stop();
});

test("a prober in the load's process tells all, though the load ends first", async () => {
  await using target = await listening(hello());
  await using prepared = prepareLoad();
  const witness = new Witness({ ...usualProber, startNs: Number(process.hrtime.bigint()) }, {});
  let buckets = 0;
  const enough = new EventEmitter();
  const onBucket = (): void => {
    buckets += 1;
    if (buckets === 5) enough.emit('buckets');
  };
  const load = prepared.start(
    { url: target.url, connections: 5, rate: 500, timeoutMs: 1000, bucketMs: 100, atMostMs: 60_000 },
    { onStarted() {}, onBucket },
    { options: { ...usualProber, url: target.url }, log: witness },
  );
  await once(enough, 'buckets');
  await load.stop();
  expect(await load.probed).toBe(true);
  const { sent, answered, voided, failed } = witness.summary();
  expect(answered).toBeGreaterThan(20);
  expect({ sent, failed }).toEqual({ sent: answered + voided, failed: 0 });
});

test("a prober ends with the load's process, which is known then", async () => {
  await using target = await listening(hello());
  await using prepared = prepareLoad();
  const load = prepared.start(
    { url: target.url, connections: 5, rate: 500, timeoutMs: 1000, bucketMs: 100, atMostMs: 60_000 },
    { onStarted() {}, onBucket: () => process.kill(prepared.pid ?? Number.NaN, 'SIGKILL') },
    { options: { ...usualProber, url: target.url }, log: new ProbeEntries() },
  );
  expect(await load.probed).toBe(false);
  await expect(load.ended).rejects.toThrow('SIGKILL');
});

test("the terminal's signals do not reach the load before the harness stops it", async () => {
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url });
  await watched.quiet();
  process.kill(watched.load.pid ?? Number.NaN, 'SIGINT');
  process.kill(watched.load.pid ?? Number.NaN, 'SIGTERM');
  await watched.quiet();
  const { ledger } = await watched.stop();
  expect(ledger.sent).toBeGreaterThan(4000);
});

test('a load whose process hangs is given up, and ends', async () => {
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url });
  await watched.quiet(1);
  process.kill(watched.load.pid ?? Number.NaN, 'SIGSTOP');
  await expect(watched.load.stop(100)).rejects.toThrow('was ended by SIGKILL');
});

test('a load whose process dies says so, and how', async () => {
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url });
  await watched.quiet(1);
  process.kill(watched.load.pid ?? Number.NaN, 'SIGKILL');
  await expect(watched.load.ended).rejects.toThrow('was ended by SIGKILL before it was stopped');
  await expect(watched.stop()).rejects.toThrow('SIGKILL');
});

test('a load that autocannon refuses says why', async () => {
  await using watched = new WatchedLoad({ url: 'http://127.0.0.1:1/', connections: 0 });
  await expect(watched.load.ended).rejects.toThrow('The load failed: connections can not be less than 1');
});

test('a load that nobody stops ends by itself, and says so', async () => {
  await using target = await listening(hello());
  await using watched = new WatchedLoad({ url: target.url, atMostMs: 300 });
  await expect(watched.load.ended).rejects.toThrow('nobody stopped it, so it ended by itself 0.3 s after its begin');
  await gone(watched.load.pid ?? 0);
});

test('a load that is disposed of without a stop leaves no process', async () => {
  await using target = await listening(hello());
  let pid = 0;
  {
    await using watched = new WatchedLoad({ url: target.url });
    await watched.quiet(1);
    pid = watched.load.pid ?? 0;
  }
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('a load whose harness is killed ends too', async () => {
  await using target = await listening(hello());
  const harness = fork(new URL('./harness.mjs', import.meta.url), [target.url], { execArgv: [] });
  const [pid] = (await once(harness, 'message')) as [number];
  harness.kill('SIGKILL');
  await gone(pid);
});
