import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { HealthChecks } from '../../fixtures/servers/resilient/health-checks.js';

/** Somebody to be asked, who answers as the test says. */
class Somebody {
  answer: RequestListener = (_request, response) => response.end('well');
  asked = 0;

  private constructor(readonly server: Server) {}

  static async open(): Promise<Somebody> {
    const server = createServer((request, response) => {
      somebody.asked += 1;
      somebody.answer(request, response);
    });
    const somebody = new Somebody(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => somebody.close());
    return somebody;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

function checksOf(somebody: Somebody) {
  const unwell: [number, string][] = [];
  const limits = { path: '/', withinMs: 200, failures: 3 };
  const checks = new HealthChecks(limits, (...told) => unwell.push(told));
  checks.watch(7, somebody.port);
  const rounds = async (n: number) => {
    for (let i = 0; i < n; i += 1) await checks.round();
    return unwell;
  };
  return { checks, rounds };
}

describe('health checks', () => {
  test.each<[string, RequestListener, RegExp]>([
    ['answers 500', (_, response) => response.writeHead(500).end(), /^it answers 500$/],
    ['answers nothing', () => {}, /^no answer within 200 ms$/],
    ['hangs up', (request) => request.socket.destroy(), /^socket hang up$/],
    ['stops in the middle', (_, response) => response.write('half', () => response.destroy()), /breaks off|aborted/],
  ])('a worker that %s three times is unwell, and that is told once', async (_, answer, why) => {
    const somebody = await Somebody.open();
    const { rounds } = checksOf(somebody);
    expect(await rounds(1)).toEqual([]);
    somebody.answer = answer;
    expect(await rounds(2)).toEqual([]);
    expect(await rounds(1)).toEqual([[7, expect.stringMatching(why)]]);
    expect(await rounds(1)).toHaveLength(1);
  });

  test('a worker whose side door is shut is unwell', async () => {
    const somebody = await Somebody.open();
    const { rounds } = checksOf(somebody);
    await rounds(1);
    somebody.close();
    expect(await rounds(3)).toEqual([[7, expect.stringContaining('ECONNREFUSED')]]);
  });

  test('one good answer makes up for two bad ones', async () => {
    const somebody = await Somebody.open();
    const { rounds } = checksOf(somebody);
    await rounds(1);
    const { answer } = somebody;
    for (let i = 0; i < 3; i += 1) {
      somebody.answer = (_, response) => response.writeHead(503).end();
      await rounds(2);
      somebody.answer = answer;
      expect(await rounds(1)).toEqual([]);
    }
  });

  test('an answer that says "not here" or "log in first" is as good as any', async () => {
    const somebody = await Somebody.open();
    const { rounds } = checksOf(somebody);
    somebody.answer = (_, response) => response.writeHead(404).end();
    expect(await rounds(5)).toEqual([]);
  });

  test('a worker that never was well is left alone: another would be no better', async () => {
    const somebody = await Somebody.open();
    const { rounds } = checksOf(somebody);
    somebody.answer = (_, response) => response.writeHead(500).end();
    expect(await rounds(6)).toEqual([]);
  });

  test('each question comes on a connection of its own, so that one who accepts none is found out', async () => {
    const somebody = await Somebody.open();
    let connections = 0;
    somebody.server.on('connection', () => {
      connections += 1;
    });
    await checksOf(somebody).rounds(3);
    expect(connections).toBe(3);
  });

  test('a worker that is gone is asked no more, and an answer that comes late is nobody’s', async () => {
    const somebody = await Somebody.open();
    const { checks, rounds } = checksOf(somebody);
    await rounds(1);
    somebody.answer = () => {};
    await rounds(2);
    const last = checks.round();
    checks.forget(7);
    await last;
    expect(await rounds(1)).toEqual([]);
    expect(somebody.asked).toBe(4);
  });
});
