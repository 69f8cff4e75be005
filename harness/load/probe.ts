import { connect, type Socket } from 'node:net';
import { HTTPParser } from 'http-parser-js';
import { onceBound } from './once-bound.js';
import { isOurShortage } from './shortage.js';

/**
 * `answered`: the whole answer came, with a status below 500. `broken`: refused, reset, ended early, not HTTP, or 5xx. `unsent`:
 * this machine had no descriptor, port or memory left to send it with, which says nothing of the target.
 */
export type ProbeEnd = 'answered' | 'broken' | 'unsent';

/** Each on a connection of its own, or on one that is kept from an earlier probe. */
export type ProbeManner = 'new' | 'kept';

/** More idle connections than these are closed: a freeze opens one for every second probe, and would leave them all open. */
const mostIdle = 8;

export interface Probe {
  /** Gives it up, and its connection. It ends as `broken`. */
  destroy(): void;
}

/**
 * Sends GETs to one address, over sockets and the load's parser. Node's own client would cost the load's process a millisecond of
 * its core a probe, at a hundred a second beside what else it does, where this costs 0.2 on a kept and 0.6 on a new connection.
 */
export class ProbeClient implements Disposable {
  readonly #address: { host: string; port: number };
  readonly #requests: Readonly<Record<ProbeManner, Buffer>>;
  readonly #idle = new Set<ProbeConnection>();

  /**
   * @param url an `http:` URL
   * @param onPort is told which local port the system gave to each new connection, and when the attempt to make it began
   */
  constructor(
    { hostname, host, port, pathname, search }: URL,
    readonly onPort: (localPort: number, attemptedAtNs: number) => void = () => {},
  ) {
    this.#address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 80) };
    const head = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: refork-prober\r\nConnection: `;
    this.#requests = { new: Buffer.from(`${head}close\r\n\r\n`), kept: Buffer.from(`${head}keep-alive\r\n\r\n`) };
  }

  /** Sends one, and calls `ended` once, never before it returns. It tries nothing twice and has no time limit of its own. */
  send(manner: ProbeManner, ended: (end: ProbeEnd) => void): Probe {
    const connection = (manner === 'kept' ? this.#idleOne() : undefined) ?? this.#open();
    connection.exchange(this.#requests[manner], (end, canBeKept) => {
      if (manner === 'kept' && canBeKept && this.#idle.size < mostIdle) this.#idle.add(connection);
      else connection.close();
      ended(end);
    });
    return connection;
  }

  /** Lets go of the idle connections. */
  [Symbol.dispose](): void {
    for (const connection of this.#idle) connection.destroy();
  }

  /** The one that was used last, which is the least likely to be closed for being idle. */
  #idleOne(): ProbeConnection | undefined {
    const connection = [...this.#idle].findLast(({ isOpen }) => isOpen);
    if (connection !== undefined) this.#idle.delete(connection);
    return connection;
  }

  #open(): ProbeConnection {
    const attemptedAtNs = Number(process.hrtime.bigint());
    const socket = connect(this.#address);
    onceBound(socket, (localPort) => this.onPort(localPort, attemptedAtNs));
    const connection = new ProbeConnection(socket, () => this.#idle.delete(connection));
    return connection;
  }
}

type Ended = (end: ProbeEnd, canBeKept: boolean) => void;

/** One connection, and at most one exchange on it at a time. */
class ProbeConnection implements Probe {
  readonly #socket: Socket;
  readonly #parser = new HTTPParser('RESPONSE');
  /** Of the answer that is being read. */
  #head = { statusCode: 0, shouldKeepAlive: false };
  #ended: Ended | null = null;

  constructor(socket: Socket, onGone: () => void) {
    this.#socket = socket;
    this.#parser[HTTPParser.kOnHeadersComplete] = (head) => {
      this.#head = head;
    };
    this.#parser[HTTPParser.kOnMessageComplete] = () => this.#complete();
    socket.on('data', (bytes) => {
      // What comes unasked, such as a 408, is no answer to what will be asked next.
      if (this.#ended === null || typeof this.#parser.execute(bytes) !== 'number') this.destroy();
    });
    // Completes an answer without a length.
    socket.on('end', () => {
      if (this.#ended !== null) this.#parser.finish();
      onGone();
    });
    socket.on('error', (error) => {
      if (isOurShortage(error)) this.#end('unsent', false);
    });
    socket.on('close', () => {
      onGone();
      this.#end('broken', false);
    });
  }

  /** Known at once, where `onGone` is told in a later phase of the event loop. */
  get isOpen(): boolean {
    return this.#socket.writable;
  }

  exchange(request: Buffer, ended: Ended): void {
    this.#ended = ended;
    this.#socket.write(request);
  }

  /** Lets go of it in good order. */
  close(): void {
    this.#socket.destroySoon();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #complete(): void {
    const { statusCode, shouldKeepAlive } = this.#head;
    if (statusCode === 101 || this.#ended === null) this.destroy();
    // An answer follows those below 200.
    else if (statusCode >= 200) this.#end(statusCode < 500 ? 'answered' : 'broken', shouldKeepAlive);
  }

  #end(how: ProbeEnd, canBeKept: boolean): void {
    const ended = this.#ended;
    this.#ended = null;
    ended?.(how, canBeKept);
  }
}
