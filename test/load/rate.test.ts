import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { expect, test } from 'vitest';
import { listening } from './listening.js';
import { WatchedLoad } from './watched-load.js';

const hello = () => createServer((_, response) => response.end('hello'));

test('a rate is spread over each second, not sent at its beginning', async () => {
  const rate = 200;
  await using target = await listening(hello());
  await using load = new WatchedLoad({ url: target.url, rate, connections: 20 });
  await load.until(() => load.sum('answered2xx') >= 3 * rate);
  const { ledger } = await load.stop();
  const answers = load.buckets.slice(0, -1).map(({ answered2xx }) => answered2xx);
  // autocannon's own rate answers a whole second's quota within three of ten buckets, and nothing in the other seven.
  expect(answers.filter((count) => count === 0).length).toBeLessThan(answers.length / 3);
  expect(Math.max(...answers)).toBeLessThan(rate / 2);
  expect(ledger.lost).toBe(0);
});

test('no more is sent than the rate allows', async () => {
  const rate = 500;
  await using target = await listening(hello());
  const began = performance.now();
  await using load = new WatchedLoad({ url: target.url, rate, connections: 20 });
  await load.until(() => load.sum('answered2xx') >= rate);
  const { ledger } = await load.stop();
  expect(ledger.sent).toBeLessThanOrEqual(((performance.now() - began) / 1000) * rate + 1);
});

test('a connection that waits for its turn longer than the time limit is kept', async () => {
  let connections = 0;
  const server = hello().on('connection', () => {
    connections += 1;
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, rate: 4, connections: 4, timeoutMs: 600 });
  await load.until(() => load.sum('answered2xx') >= 10);
  const { ledger } = await load.stop();
  expect(connections).toBe(4);
  expect(ledger).toMatchObject({ timedOut: 0, lost: 0, autocannonErrors: 0 });
});

test('a connection closed while it waits for its turn costs no request', async () => {
  const server = createServer({ keepAliveTimeout: 100 }, (_, response) => response.end('hello'));
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, rate: 3, connections: 4 });
  await load.until(() => connections >= 8);
  const { ledger } = await load.stop();
  expect(ledger).toMatchObject({ lost: 0, timedOut: 0, superseded: 0, refused: 0 });
});

test('an answer that nobody asked for is not counted, and does not end the load', async () => {
  const early = 10;
  let connections = 0;
  const http = hello();
  const server = createTcpServer((socket) => {
    connections += 1;
    if (connections > early) http.emit('connection', socket);
    else socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, rate: 4, connections: early });
  await load.until(() => load.sum('answered2xx') >= 5);
  const { ledger } = await load.stop();
  expect(ledger.answeredNon2xx).toBeLessThan(early / 2);
});
