import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { Drain } from '../../fixtures/servers/resilient/drain.js';

const patient = { idleMs: 60_000, limitMs: 60_000 };

/** A server under drain, and raw connections to it that remember all they received. */
class House implements AsyncDisposable {
  readonly server;
  readonly drain: Drain;
  readonly #clients: Socket[] = [];

  constructor(listener: RequestListener) {
    this.server = createServer(listener);
    // Only the drain is to close idle connections here.
    this.server.keepAliveTimeout = 0;
    this.drain = new Drain(this.server);
  }

  async connect(): Promise<{ socket: Socket; received: () => string; ended: Promise<unknown> }> {
    if (!this.server.listening) await once(this.server.listen(0, '127.0.0.1'), 'listening');
    const accepted = once(this.server, 'connection');
    const socket = connect({ port: (this.server.address() as AddressInfo).port, host: '127.0.0.1' });
    this.#clients.push(socket);
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await accepted;
    return { socket, received: () => text, ended };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.destroy();
    this.server.closeAllConnections();
    await this.drain.finish(patient);
  }
}

const ask = (socket: Socket): void => void socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');

describe('a drain', () => {
  test('answers a request under way, and says on that answer that it closes', async () => {
    await using house = new House(() => {});
    const { socket, received, ended } = await house.connect();
    const asked = once(house.server, 'request');
    ask(socket);
    const [, response] = await asked;
    const drained = house.drain.finish(patient);
    response.end('here you are');
    await ended;
    await drained;
    expect(received()).toMatch(/^HTTP\/1.1 200 OK\r\nConnection: close\r\n/);
    expect(received()).toContain('here you are');
  });

  test('still answers a client that writes on its idle connection after it began', async () => {
    await using house = new House((_request, response) => void response.end('page'));
    const { socket, received, ended } = await house.connect();
    ask(socket);
    await once(socket, 'data');
    expect(received()).toContain('Connection: keep-alive');
    const drained = house.drain.finish(patient);
    ask(socket);
    await ended;
    await drained;
    expect(received().match(/HTTP\/1.1 200 OK/g)).toHaveLength(2);
    expect(received()).toContain('Connection: close');
  });

  test('takes no new connection', async () => {
    await using house = new House(() => {});
    await house.connect();
    const { port } = house.server.address() as AddressInfo;
    void house.drain.finish(patient);
    const [error] = await once(connect({ port, host: '127.0.0.1' }), 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('closes idle connections after a while, and not before', async () => {
    await using house = new House((_request, response) => void response.end('page'));
    const { socket } = await house.connect();
    ask(socket);
    await once(socket, 'data');
    const beganAt = performance.now();
    await house.drain.finish({ idleMs: 200, limitMs: 60_000 });
    expect(performance.now() - beganAt).toBeGreaterThan(195);
  });

  test('is not held up by a connection on which nobody ever wrote', async () => {
    await using house = new House(() => {});
    const { ended } = await house.connect();
    await house.drain.finish({ idleMs: 20, limitMs: 60_000 });
    await ended;
  });

  test('gives up at its limit on requests that do not end', async () => {
    await using house = new House(() => {});
    const { socket, received, ended } = await house.connect();
    const asked = once(house.server, 'request');
    ask(socket);
    await asked;
    await house.drain.finish({ idleMs: 10, limitMs: 100 });
    await ended;
    expect(received()).toBe('');
  });

  test('starts once, however often it is asked for', async () => {
    await using house = new House(() => {});
    await house.connect();
    expect(house.drain.finish({ idleMs: 20, limitMs: 60_000 })).toBe(house.drain.finish(patient));
  });
});
