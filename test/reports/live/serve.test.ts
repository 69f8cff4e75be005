import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../../dist/harness/usage-error.js';
import { type LiveServer, serveLive } from '../../../dist/reports/live/serve.js';
import { aRecord } from '../../a-record.js';

const scenario = { name: 'leak', story: 'Workers leak.', enforce: 'harness' } as const;

interface Answer {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  text: string;
}

describe('the live server', () => {
  let live: LiveServer;
  let port: number;

  beforeEach(async () => {
    live = await serveLive();
    port = Number(new URL(live.url).port);
  });
  afterEach(() => live.close());

  async function ask(path: string, { host = `127.0.0.1:${port}`, method = 'GET' } = {}): Promise<Answer> {
    const asking = request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false });
    asking.end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    let text = '';
    response.setEncoding('utf8');
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, headers: response.headers, text };
  }

  /** Opens the stream of events, and gives its messages one by one. */
  async function follow(): Promise<{ next(): Promise<{ kind: string }>; end(): Promise<void> }> {
    const asking = request({ host: '127.0.0.1', port, path: '/events', agent: false });
    asking.end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    const chunks = response[Symbol.asyncIterator]();
    let text = '';
    return {
      async next() {
        for (;;) {
          const found = /^data: (.*)\n\n/m.exec(text);
          if (found !== null) {
            text = text.slice(found.index + found[0].length);
            return JSON.parse(found[1] ?? '');
          }
          const { value, done } = await chunks.next();
          if (done) throw new Error('The stream ended.');
          text += value;
        }
      },
      async end() {
        asking.destroy();
        await once(asking, 'close');
      },
    };
  }

  it.each(['127.0.0.1', 'localhost'])('serves the page to who asks for %s', async (name) => {
    const { status, text, headers } = await ask('/', { host: `${name}:${port}` });
    expect(status).toBe(200);
    expect(text).toContain("connect-src 'self'");
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it.each([
    ['another name', 'evil.example'],
    ['another name with the port', 'evil.example:PORT'],
    ['another port', '127.0.0.1:1'],
    ['no port', '127.0.0.1'],
    ['a name that begins alike', 'localhost.evil.example:PORT'],
  ])('refuses who asks for %s, on every path', async (_, name) => {
    const host = name.replace('PORT', String(port));
    for (const path of ['/', '/events']) {
      const { status, text } = await ask(path, { host });
      expect([status, text]).toEqual([403, 'This page is served to this machine alone.\n']);
    }
  });

  it('has one page, and only to be read', async () => {
    expect((await ask('/etc/passwd')).status).toBe(404);
    expect((await ask('/', { method: 'POST' })).status).toBe(405);
  });

  it('is not there for other machines', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      const socket = connect({ host: address, port });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
    expect(new URL(live.url).hostname).toBe('127.0.0.1');
  });

  it('tells a page that waits of the run that begins, and of its end', async () => {
    const page = await follow();
    expect(await page.next()).toEqual({ kind: 'waiting' });
    const telling = live.begin(scenario);
    expect(await page.next()).toMatchObject({ kind: 'run', run: { scenario: 'leak', story: 'Workers leak.' } });
    telling.event({ atMs: 1, kind: 'worker-forked', worker: 1, pid: 41 });
    expect(await page.next()).toMatchObject({ kind: 'news', news: { events: [{ worker: 1 }] } });
    telling.finish(aRecord());
    expect(await page.next()).toEqual({ kind: 'record', record: aRecord() });
    await page.end();
  });

  it('tells a page that comes late all there was, and one that comes after the end the record', async () => {
    const telling = live.begin(scenario);
    telling.event({ atMs: 1, kind: 'worker-forked', worker: 1, pid: 41 });
    const late = await follow();
    expect(await late.next()).toMatchObject({ kind: 'run', run: { events: [{ worker: 1 }] } });
    await late.end();
    telling.breakOff('The target did not start.');
    const later = await follow();
    expect(await later.next()).toEqual({ kind: 'broken-off', reason: 'The target did not start.' });
    await later.end();
  });

  it('follows the latest run, and lets an earlier one that still talks be', async () => {
    const first = live.begin(scenario);
    live.begin({ ...scenario, name: 'crash' });
    first.finish(aRecord());
    const page = await follow();
    expect(await page.next()).toMatchObject({ kind: 'run', run: { scenario: 'crash' } });
    await page.end();
  });

  it('makes what a target says harmless', async () => {
    const telling = live.begin(scenario);
    telling.finish(aRecord({ stderr: ['\u001b[2Jgone\u202egnp'] }));
    const page = await follow();
    expect(await page.next()).toMatchObject({ record: { stderr: ['gone gnp'] } });
    await page.end();
  });
});

it('closes with pages open, which have got all by then', async () => {
  const live = await serveLive();
  const telling = live.begin(scenario);
  const asking = request(new URL('/events', live.url), { agent: false });
  asking.end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  telling.finish(aRecord());
  const closing = live.close();
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  expect(text).toContain('"kind":"record"');
  await closing;
  const again = request(live.url, { agent: false });
  again.end();
  const [error] = (await once(again, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});

it('says what to do when the port is taken', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  try {
    await expect(serveLive({ port })).rejects.toThrow(UsageError);
    await expect(serveLive({ port })).rejects.toThrow(
      `--live ${port}: the port is taken or not allowed. Give another one, or none for a free one.`,
    );
  } finally {
    taken.close();
    await once(taken, 'close');
  }
});
