import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { balances } from '../../harness/load/ledger.js';
import { listening } from './listening.js';
import { WatchedLoad } from './watched-load.js';

const drops = 600;

/** Answers every request, but treats every third as `drop` says until that has been done to 600 of them. */
function droppingServer(drop: (socket: Socket) => void) {
  const ports: number[] = [];
  let requests = 0;
  const onRequest: RequestListener = ({ socket }, response) => {
    requests += 1;
    if (ports.length === drops || requests % 3 !== 0) {
      response.end('hello');
      return;
    }
    ports.push(socket.remotePort ?? 0);
    drop(socket);
  };
  return { server: createServer(onRequest), ports, done: () => ports.length === drops };
}

const half = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello';

test.for([
  ['a FIN', (socket: Socket) => socket.end(), 0],
  ['a close', (socket: Socket) => socket.destroy(), 0],
  ['half an answer and a FIN', (socket: Socket) => socket.end(half), 0],
  [
    'half a chunk and a close',
    (socket: Socket) =>
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nhello', () => socket.destroy()),
    0,
  ],
  ['an RST', (socket: Socket) => socket.resetAndDestroy(), drops],
] as const)(
  'each of 600 requests dropped by %s is lost, on its own port, and nothing else is',
  async ([, drop, errors]) => {
    const { server, ports, done } = droppingServer(drop);
    await using target = await listening(server);
    await using load = new WatchedLoad({ url: target.url });
    await load.until(done);
    await load.quiet();
    const { ledger } = await load.stop();
    expect(ledger.lost).toBe(drops);
    expect(
      load
        .lost()
        .map(({ localPort }) => localPort)
        .sort(),
    ).toEqual([...ports].sort());
    expect(ledger).toMatchObject({ answeredNon2xx: 0, timedOut: 0, superseded: 0, refused: 0 });
    expect(balances(ledger)).toBe(true);
    // Which is why autocannon is not the witness.
    expect(ledger.autocannonErrors).toBe(errors);
  },
);

test('a server that closes after an answer without a word loses only what it never answered', async () => {
  let answered = 0;
  let closed = 0;
  const server = createServer((request, response) => {
    answered += 1;
    response.end('hello', () => {
      if (closed === drops || answered % 3 !== 0) return;
      closed += 1;
      request.socket.destroy();
    });
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url });
  await load.until(() => closed === drops);
  await load.quiet();
  const { ledger } = await load.stop();
  expect(balances(ledger)).toBe(true);
  expect(ledger.lost).toBeLessThanOrEqual(drops);
  // What the server answered arrived, but for what was still on its way at the stop.
  const missing = answered - ledger.answered2xx;
  expect(missing).toBeGreaterThanOrEqual(0);
  expect(missing).toBeLessThanOrEqual(ledger.inFlight);
});

test.for(['close', 'Close'])(
  'what follows `Connection: %s` on the same connection is superseded, not lost',
  async (word) => {
    const server = createServer((_, response) => response.setHeader('Connection', word).end('hello'));
    await using target = await listening(server);
    await using load = new WatchedLoad({ url: target.url });
    await load.quiet(500);
    const { ledger } = await load.stop();
    expect(ledger.superseded).toBeGreaterThan(0);
    expect(ledger.superseded).toBeLessThanOrEqual(ledger.answered2xx);
    expect(ledger.lost).toBe(0);
    expect(balances(ledger)).toBe(true);
  },
);

test('an answer that ends with its connection is an answer, and leaves nothing to lose', async () => {
  const server = createTcpServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nhello'));
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url });
  await load.quiet(500);
  const { ledger } = await load.stop();
  expect(ledger).toMatchObject({ lost: 0, superseded: 0, timedOut: 0 });
  expect(balances(ledger)).toBe(true);
});

test('each request that is never answered is timed out, and nothing else is', async () => {
  const silent = 30;
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    if (requests > silent) response.end('hello');
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, timeoutMs: 1500 });
  await load.until(() => load.sum('timedOut') >= silent);
  await load.quiet();
  // Each was given up with its connection, and there is one other in its place.
  const open = await promisify(server.getConnections.bind(server))();
  expect(open).toBe(40);
  const { ledger } = await load.stop();
  expect(ledger).toMatchObject({ timedOut: silent, lost: 0, superseded: 0 });
  expect(balances(ledger)).toBe(true);
});

test('answers are told apart by their status, and early hints are not answers', async () => {
  let requests = 0;
  let unavailable = 0;
  const server = createServer((_, response) => {
    requests += 1;
    if (requests % 2 === 0) response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    if (requests % 4 !== 0) return void response.end('hello');
    unavailable += 1;
    response.writeHead(503).end();
  });
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url });
  await load.quiet();
  const { ledger } = await load.stop();
  const answers = ledger.answered2xx + ledger.answeredNon2xx;
  expect(requests - answers).toBeGreaterThanOrEqual(0);
  expect(requests - answers).toBeLessThanOrEqual(ledger.inFlight);
  expect(ledger.answeredNon2xx).toBeGreaterThan(0);
  expect(unavailable - ledger.answeredNon2xx).toBeGreaterThanOrEqual(0);
  expect(unavailable - ledger.answeredNon2xx).toBeLessThanOrEqual(ledger.inFlight);
  expect(balances(ledger)).toBe(true);
});

test('a dead port refuses attempts, at a bounded rate, and no request is sent', async () => {
  const connections = 40;
  const { port } = await (async () => {
    await using target = await listening(createServer());
    return target;
  })();
  const began = performance.now();
  await using load = new WatchedLoad({ url: `http://127.0.0.1:${port}/`, connections });
  await load.until(() => load.sum('refused') >= 8 * connections);
  const { ledger, latencyMs } = await load.stop();
  const elapsedMs = performance.now() - began;
  expect(ledger).toMatchObject({ sent: 0, lost: 0, inFlight: 0, timedOut: 0 });
  // The pauses 10, 20, 40, 80 and 160 ms, and from then on 200 ms.
  expect(ledger.refused).toBeLessThanOrEqual(connections * (6 + elapsedMs / 200));
  expect(latencyMs).toEqual({ p50: 0, p99: 0, max: 0 });
});

test('a server that accepts and closes is not stormed, and is loaded again once it serves', async () => {
  let serves = false;
  let closed = 0;
  const http = createServer((_, response) => response.end('hello'));
  const server = createTcpServer((socket) => {
    if (serves) return void http.emit('connection', socket);
    closed += 1;
    socket.destroy();
  });
  const began = performance.now();
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, connections: 10 });
  await load.until(() => load.lost().length >= 60);
  expect(closed).toBeLessThanOrEqual(10 * (6 + (performance.now() - began) / 200));
  serves = true;
  await load.quiet();
  const { ledger } = await load.stop();
  expect(ledger.lost + ledger.refused).toBe(closed);
  expect(balances(ledger)).toBe(true);
});

test('the buckets add up to the ledger, the last one included, and lie on a grid', async () => {
  const { server, done } = droppingServer((socket) => socket.resetAndDestroy());
  await using target = await listening(server);
  await using load = new WatchedLoad({ url: target.url, bucketMs: 50 });
  await load.until(done);
  const { ledger } = await load.stop();
  expect(load.sum('answered2xx')).toBe(ledger.answered2xx);
  expect(load.lost().length).toBe(ledger.lost);
  const startedAtNs = load.startedAtNs ?? Number.NaN;
  const from = load.buckets.map(({ fromNs }) => (fromNs - startedAtNs) / 50e6);
  expect(from[0]).toBe(0);
  expect(from.every(Number.isInteger)).toBe(true);
  expect(new Set(from).size).toBe(from.length);
});
