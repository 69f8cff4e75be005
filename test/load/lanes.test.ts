import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { balances } from '../../harness/load/ledger.js';
import { listening } from './listening.js';
import { WatchedLoad } from './watched-load.js';

test('requests of other kinds go out beside the main ones, into the same ledger', async () => {
  const seen = new Map<string, number>();
  let bodyBytes = 0;
  const server = createServer((request, response) => {
    const kind = `${request.method} ${request.url}`;
    request.on('data', (part: Buffer) => {
      bodyBytes += part.length;
    });
    request.on('end', () => {
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      response.end('hello');
    });
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({
    url: `${target.url}`,
    connections: 2,
    also: [
      { path: '/slow?ms=3', connections: 2 },
      { path: '/upload', method: 'POST', bodyBytes: 70_000, connections: 1, rate: 50 },
    ],
  });
  await load.until(() => (seen.get('POST /upload') ?? 0) >= 5 && (seen.get('GET /slow?ms=3') ?? 0) >= 100);
  const { ledger } = await load.stop();
  expect([...seen.keys()].sort()).toEqual(['GET /', 'GET /slow?ms=3', 'POST /upload']);
  expect(bodyBytes).toBeGreaterThanOrEqual(5 * 70_000);
  const answered = [...seen.values()].reduce((sum, count) => sum + count, 0);
  expect(ledger.answered2xx + ledger.inFlight).toBeGreaterThanOrEqual(answered);
  expect(balances(ledger)).toBe(true);
});

test('how long the other requests take has no say in the latency', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/other') response.end('hello');
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, connections: 1, also: [{ path: '/other', connections: 2 }] });
  await load.quiet(100);
  const { ledger, latencyMs } = await load.stop();
  expect(ledger.answered2xx).toBeGreaterThanOrEqual(100);
  // The one main request was never answered.
  expect(latencyMs).toEqual({ p50: 0, p99: 0, max: 0 });
});

test('visitors who come once have a connection each, and nothing of theirs counts as superseded', async () => {
  const ports: number[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/once') ports.push(request.socket.remotePort ?? 0);
    response.end('hello');
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({
    url: target.url,
    connections: 1,
    rate: 1,
    also: [{ path: '/once', newConnections: true, connections: 2, rate: 100 }],
  });
  await load.until(() => ports.length >= 20);
  const { ledger } = await load.stop();
  expect(new Set(ports).size).toBe(ports.length);
  expect(ledger.superseded).toBe(0);
  expect(balances(ledger)).toBe(true);
});
