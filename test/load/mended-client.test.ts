import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Client, onMessageComplete, type Parser } from '../../harness/load/autocannon.js';
import { Exchange } from '../../harness/load/exchange.js';
import { emptyLedger } from '../../harness/load/ledger.js';
import { atOnce, MendedClient } from '../../harness/load/mended-client.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** As much of autocannon's client as a test can drive by hand: its connections are sockets that never connect by themselves. */
class FakeClient extends EventEmitter implements Client {
  conn?: Socket;
  attempts = 0;
  writes = 0;
  timeoutTicker: Client['timeoutTicker'] = { reschedule() {}, clear() {} };
  parser: Parser = {
    info: { statusCode: 200, shouldKeepAlive: true },
    [onMessageComplete]: () => this._doRequest(),
    reinitialize() {},
    finish() {},
  };
  #destroyed = false;

  _connect(): void {
    this.attempts += 1;
    this.conn = new Socket();
    for (const event of ['end', 'error']) this.conn.on(event, () => this.#destroyed || this._connect());
    this._doRequest();
  }

  _doRequest(): void {
    this.writes += 1;
  }

  _destroyConnection(): void {
    this.conn?.removeAllListeners('error').removeAllListeners('end').destroy();
  }

  destroy(): void {
    this.#destroyed = true;
    this.emit('done');
    this._destroyConnection();
  }

  /** What the network does. */
  accept = () => this.conn?.emit('connect');
  answer = () => this.parser[onMessageComplete]();
  end = () => this.conn?.emit('end');
}

function mended(timeoutTicker: Client['timeoutTicker'] = { reschedule() {}, clear() {} }) {
  const client = new FakeClient();
  client.timeoutTicker = timeoutTicker;
  const ledger = emptyLedger();
  new MendedClient(client, new Exchange({ ledger, onPort() {}, onLost() {}, onAnswered() {} }), atOnce);
  client._connect();
  return { client, ledger };
}

test('a connection that brought an answer is replaced at once', () => {
  const { client, ledger } = mended();
  client.accept();
  client.answer();
  client.end();
  expect(client.attempts).toBe(2);
  expect(ledger).toMatchObject({ sent: 2, answered2xx: 1, lost: 1 });
});

test('an attempt that brought nothing is followed by a pause, which doubles until there is an answer', () => {
  const { client, ledger } = mended();
  for (const pauseMs of [10, 20, 40]) {
    const { attempts } = client;
    client.end();
    vi.advanceTimersByTime(pauseMs - 1);
    expect(client.attempts).toBe(attempts);
    vi.advanceTimersByTime(1);
    expect(client.attempts).toBe(attempts + 1);
  }
  client.accept();
  client.answer();
  client.end();
  expect(client.attempts).toBe(5);
  client.end();
  vi.advanceTimersByTime(10);
  expect(client.attempts).toBe(6);
  expect(ledger).toMatchObject({ refused: 4, sent: 2, answered2xx: 1, lost: 1 });
});

test('an error after the end of a connection does not lead to a second one', () => {
  const { client, ledger } = mended();
  client.accept();
  client.answer();
  const ended = client.conn;
  client.end();
  ended?.on('error', () => {}).emit('error', new Error('EPIPE'));
  vi.advanceTimersByTime(1000);
  expect(client.attempts).toBe(2);
  expect(ledger).toMatchObject({ lost: 1, refused: 0 });
});

test("autocannon's own time limit, which runs on while nothing is outstanding, is off", () => {
  const ticker = { reschedule: vi.fn(), clear: vi.fn() };
  const { client } = mended(ticker);
  expect(ticker.clear).toHaveBeenCalledOnce();
  client.timeoutTicker.reschedule(1000);
  expect(ticker.reschedule).not.toHaveBeenCalled();
});

test('nothing is written between a connection and the next', () => {
  const { client } = mended();
  client.end();
  const { writes } = client;
  client._doRequest();
  expect(client.writes).toBe(writes);
});

test('an attempt for which no descriptor was left is none that anybody refused, and the next one may be', () => {
  const { client, ledger } = mended();
  client.conn?.emit('error', Object.assign(new Error('connect EMFILE'), { code: 'EMFILE' }));
  expect(ledger).toMatchObject({ refused: 0, unmade: 1 });
  vi.advanceTimersByTime(1000);
  client.conn?.emit('error', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
  expect(ledger).toMatchObject({ sent: 0, refused: 1, unmade: 1 });
});

test('a stop during a pause ends the attempts, and leaves no timer', () => {
  const { client, ledger } = mended();
  client.end();
  client.destroy();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(client.attempts).toBe(1);
  expect(ledger).toMatchObject({ sent: 0, inFlight: 0, refused: 1 });
});
