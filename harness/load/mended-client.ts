import { type Client, onMessageComplete } from './autocannon.js';
import { backoffMs } from './backoff.js';
import type { Waiting } from './deadlines.js';
import type { Exchange } from './exchange.js';
import { onceBound } from './once-bound.js';
import { isOurShortage } from './shortage.js';

/** Something with one request outstanding at most. */
export interface Sender {
  /** Writes a request, if there is a connection to write it on, and says whether it did. */
  send(): boolean;
}

/** Decides when a client that is free may send: at once, or at its turn. */
export interface Turns {
  /** `client` has nothing outstanding. May be told more than once before its turn comes. */
  await(client: Sender): void;
}

/** Whether a client sends all its requests on one connection, or each on a new one. */
export type Manner = 'keeps its connection' | 'comes anew';

/** As fast as they are answered. */
export const atOnce: Turns = { await: (client) => client.send() };

/**
 * One of autocannon's clients, made to account for every request. Left alone it forgets a request whose connection ends,
 * times every later answer from that forgotten one, reads the next answer with a parser that is still inside the last,
 * connects twice when `end` is followed by `error`, and attempts a dead port without a pause.
 *
 * Made in `setupClient`, which is called before the first attempt.
 */
export class MendedClient implements Sender, Waiting {
  readonly #client: Client;
  readonly #exchange: Exchange;
  readonly #manner: Manner;
  readonly #connect: () => void;
  readonly #request: () => void;
  #adopted = false;
  /** `conn` is one to write on: it neither ended, nor waits to be replaced. */
  #usable = false;
  /** Connections and attempts in a row that brought no answer, the present one with them until it does. */
  #fruitless = 0;
  #pause: NodeJS.Timeout | undefined;
  /** The present connection, or the attempt to make it, ended because something was short on this machine. */
  #short = false;

  constructor(client: Client, exchange: Exchange, turns: Turns, manner: Manner = 'keeps its connection') {
    this.#client = client;
    this.#exchange = exchange;
    this.#manner = manner;
    this.#connect = client._connect.bind(client);
    this.#request = client._doRequest.bind(client);
    client._connect = () => this.#reconnect();
    client._doRequest = () => turns.await(this);
    client.once('done', () => this.#stop());
  }

  send(): boolean {
    if (!this.#usable) return false;
    this.#exchange.requested(performance.now());
    this.#request();
    return true;
  }

  deadlineMs(timeoutMs: number): number {
    return this.#exchange.requestedAtMs + timeoutMs;
  }

  /** Gives the outstanding request up, and its connection, since the answer may still come on it. */
  giveUp(): void {
    this.#exchange.timedOut();
    this.#replace();
    this.#client.emit('timeout');
  }

  /** Ends this client: an outstanding request is in flight, and there is no further attempt. */
  destroy(): void {
    this.#client.destroy();
  }

  /** In the place of autocannon's `_connect`, which it calls first of all, and again for each `end` and `error`. */
  #reconnect(): void {
    if (!this.#adopted) {
      this.#adopt();
      this.#open();
      return;
    }
    this.#usable = false;
    // An answer without a length ends with its connection, which autocannon never tells the parser.
    if (this.#client.conn?.readableEnded) this.#client.parser.finish();
    if (this.#short) this.#exchange.ranShort();
    else this.#exchange.ended();
    this.#replace();
  }

  /** Takes over what the client's constructor sets up between `setupClient` and the first attempt. */
  #adopt(): void {
    this.#adopted = true;
    // It ticks on while nothing is outstanding, and would then destroy a healthy connection. Deadlines are ours.
    this.#client.timeoutTicker.clear();
    this.#client.timeoutTicker = { reschedule() {}, clear() {} };
    const { parser } = this.#client;
    const complete = parser[onMessageComplete];
    parser[onMessageComplete] = () => {
      // Not the answer: 1xx comes before it, and a 408 may come without a request, on which autocannon would throw.
      if (parser.info.statusCode < 200 || !this.#exchange.outstanding) return;
      this.#exchange.answered(parser.info.statusCode, parser.info.shouldKeepAlive, performance.now());
      this.#fruitless = 0;
      // The request that autocannon asks for next shall wait for the next connection.
      if (this.#manner === 'comes anew') this.#usable = false;
      complete();
      if (this.#manner === 'comes anew') this.#replace();
    };
  }

  /** Opens the next connection: at once if the last one brought an answer, else after a pause. */
  #replace(): void {
    this.#usable = false;
    // Takes the listeners off too: an `error` after this `end` must not lead to a second connection.
    this.#client._destroyConnection();
    const pauseMs = backoffMs(this.#fruitless);
    if (pauseMs === 0) this.#open();
    else this.#pause = setTimeout(() => this.#open(), pauseMs);
  }

  #open(): void {
    this.#client.parser.reinitialize('RESPONSE');
    this.#fruitless += 1;
    this.#exchange.connecting(Number(process.hrtime.bigint()));
    this.#usable = true;
    this.#short = false;
    this.#connect();
    const { conn } = this.#client;
    // Before autocannon's own, which asks for the next connection.
    conn?.prependOnceListener('error', (error) => {
      this.#short = isOurShortage(error);
    });
    if (conn === undefined) return;
    onceBound(conn, (localPort) => {
      if (this.#client.conn === conn) this.#exchange.bound(localPort);
    });
    conn.once('connect', () => this.#exchange.connected());
  }

  #stop(): void {
    clearTimeout(this.#pause);
    this.#usable = false;
    this.#exchange.stopped(performance.now());
  }
}
