import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, Server as TcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ProbeEntries } from '../../harness/load/probe-log.js';
import { startProber, usualProber } from '../../harness/load/prober.js';
import { WatchedProber } from './watched-prober.js';

class Listening {
  private constructor(
    readonly server: TcpServer,
    readonly url: string,
  ) {}

  static async on(server: TcpServer): Promise<Listening> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new Listening(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  static http(listener: RequestListener): Promise<Listening> {
    return Listening.on(createServer({ keepAliveTimeout: 0 }, listener));
  }

  /** Ends no connection itself: it waits until the other side has let go of all. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    // An HTTP server's own close would end idle connections.
    TcpServer.prototype.close.call(this.server);
    await closed;
  }
}

/** A time limit no test waits for: what ends before it ended by itself. */
const noLimit = { timeoutMs: 600_000 };

/** Where nobody listens. */
async function deadUrl(): Promise<string> {
  await using listening = await Listening.http(() => {});
  return listening.url;
}

describe('a prober', () => {
  it('finds a healthy server available', async () => {
    await using server = await Listening.http((_, response) => response.end('ok'));
    await using prober = new WatchedProber({ url: server.url });
    await prober.until('answered', 20);
    const record = await prober.stop();
    expect(record).toMatchObject({ availability: 1, failed: 0, everyMs: 10, answered: prober.count.answered });
    expect(record.sent).toBe(record.answered + record.voided);
    expect(record.latencyMs.max).toBeGreaterThan(0);
  });

  it('sends a GET that says who it is', async () => {
    const seen = new Set<string>();
    await using server = await Listening.http(({ method, url, headers }, response) => {
      seen.add(`${method} ${url} ${headers['user-agent']}`);
      response.end();
    });
    await using prober = new WatchedProber({ url: `${server.url}path?a=b` });
    await prober.until('answered', 4);
    expect([...seen]).toEqual(['GET /path?a=b refork-prober']);
  });

  it('takes new and kept-alive connections by turns', async () => {
    let connections = 0;
    const requests = { close: 0, 'keep-alive': 0 };
    await using server = await Listening.http(({ headers }, response) => {
      requests[headers.connection as keyof typeof requests] += 1;
      response.end();
    });
    server.server.on('connection', () => {
      connections += 1;
    });
    await using prober = new WatchedProber({ url: server.url });
    await prober.until('answered', 30);
    await prober.stop();
    const kept = connections - requests.close;
    expect(requests.close).toBeGreaterThan(0);
    expect(kept).toBeGreaterThan(0);
    expect(requests['keep-alive']).toBeGreaterThan(kept);
  });

  it('fails every probe at a port where nobody listens', async () => {
    await using prober = new WatchedProber({ url: await deadUrl(), ...noLimit });
    await prober.until('failed', 20);
    const record = await prober.stop();
    expect(record).toMatchObject({ answered: 0, availability: 0, latencyMs: { p50: 0, p99: 0, max: 0 } });
    expect(record.longestOutageMs).toBeGreaterThanOrEqual(100);
    expect(record.longestOutageAtMs).toBeGreaterThanOrEqual(0);
  });

  it('counts each connection that is reset as one failed probe, and tries none again', async () => {
    let connections = 0;
    let resets = 0;
    await using server = await Listening.http((_, response) => response.setHeader('connection', 'close').end());
    server.server.on('connection', (socket) => {
      connections += 1;
      if (connections % 2 === 1) return;
      resets += 1;
      socket.resetAndDestroy();
    });
    await using prober = new WatchedProber({ url: server.url, ...noLimit });
    await prober.until('failed', 10);
    const record = await prober.stop();
    expect(record.failed).toBe(resets);
    expect(record.answered).toBe(connections - resets);
  });

  it('fails a probe whose connection ends within the answer', async () => {
    await using server = await Listening.on(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'));
      }),
    );
    await using prober = new WatchedProber({ url: server.url, ...noLimit });
    await prober.until('failed', 6);
    expect(await prober.stop()).toMatchObject({ answered: 0 });
  });

  it('fails a probe that is answered with something else than HTTP', async () => {
    await using server = await Listening.on(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => socket.end('hello'));
      }),
    );
    await using prober = new WatchedProber({ url: server.url, ...noLimit });
    await prober.until('failed', 6);
    expect(await prober.stop()).toMatchObject({ answered: 0 });
  });

  it.each([
    [200, 'answered'],
    [404, 'answered'],
    [499, 'answered'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('takes an answer with status %i for %s', async (status, outcome) => {
    await using server = await Listening.http((_, response) => response.writeHead(status).end());
    await using prober = new WatchedProber({ url: server.url });
    await prober.until(outcome, 6);
    const { answered, failed } = await prober.stop();
    expect(outcome === 'answered' ? failed : answered).toBe(0);
  });

  it('fails a probe at its time limit, and closes its connection', async () => {
    await using server = await Listening.http(() => {});
    const closed = once(server.server, 'connection').then(([socket]) => once(socket, 'close'));
    await using prober = new WatchedProber({ url: server.url, timeoutMs: 60 });
    await prober.until('failed', 10);
    await closed;
    expect(await prober.stop()).toMatchObject({ answered: 0, availability: 0 });
  });

  it('times an answer from the intended send time to its end', async () => {
    await using server = await Listening.http((_, response) => {
      response.write('begun');
      setTimeout(() => response.end(), 60);
    });
    await using prober = new WatchedProber({ url: server.url });
    await prober.until('answered', 10);
    expect((await prober.stop()).latencyMs.p50).toBeGreaterThanOrEqual(59);
  });

  it('keeps to its schedule while no answer comes', async () => {
    const waiting: (() => void)[] = [];
    await using server = await Listening.http((_, response) => {
      waiting.push(() => response.end());
      // All at once and only now: a prober that waited for answers would never get here.
      if (waiting.length === 10) for (const answer of waiting) answer();
      if (waiting.length > 10) response.end();
    });
    await using prober = new WatchedProber({ url: server.url, ...noLimit });
    await prober.until('answered', 10);
    expect(prober.count.failed).toBe(0);
  });

  it('keeps to its schedule in a process that is too busy for its timers, and polls it', async () => {
    const entries = new ProbeEntries();
    const prober = startProber({ url: await deadUrl(), ...usualProber }, entries);
    const until = performance.now() + 100;
    while (performance.now() < until) prober.poll();
    const sent = entries.take().filter(([what]) => what === 'probeSent').length;
    await prober.stop();
    expect(sent).toBeGreaterThan(1);
    expect(sent).toBeLessThan(12);
  });

  it('waits at its end for the probes in flight', async () => {
    const waiting: (() => void)[] = [];
    await using server = await Listening.http((_, response) => {
      waiting.push(() => response.end());
    });
    const arrived = once(server.server, 'request');
    await using prober = new WatchedProber({ url: server.url, everyMs: 10_000, timeoutMs: 10_000 });
    await arrived;
    const stopping = prober.stop();
    for (const answer of waiting) answer();
    expect(await stopping).toMatchObject({ sent: 1, answered: 1 });
    expect(await prober.stop()).toEqual(await stopping);
  });

  it('lets a process end that has stopped it', async () => {
    const prober = new URL('../../dist/harness/load/prober.js', import.meta.url).href;
    const program = `
      import { createServer } from 'node:http';
      import { startProber } from ${JSON.stringify(prober)};
      const server = createServer((request, response) => response.end()).listen(0, '127.0.0.1', () => {
        let ended = 0;
        const url = 'http://127.0.0.1:' + server.address().port;
        const prober = startProber({ url, everyMs: 10, timeoutMs: 2000 }, {
          watchBegan() {}, probeSent() {}, portGiven() {}, probeMissed() {}, harnessStalled() {}, endWatch() {},
          probeEnded() {
            ended += 1;
            if (ended === 6) prober.stop().then(() => server.close());
          },
        });
      });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each(['https://127.0.0.1/', 'localhost:80', ''])('refuses %j, and says what it takes', (url) => {
    expect(() => startProber({ ...usualProber, url }, new ProbeEntries())).toThrow(TypeError);
    expect(() => startProber({ ...usualProber, url }, new ProbeEntries())).toThrow('http://127.0.0.1:4000/');
  });

  it.each([{ everyMs: 0 }, { everyMs: Number.NaN }, { timeoutMs: -1 }])('refuses %j', (times) => {
    expect(() => startProber({ ...usualProber, url: 'http://127.0.0.1/', ...times }, new ProbeEntries())).toThrow(
      RangeError,
    );
  });
});
