import { setMaxListeners } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

export interface Tally {
  answered: number;
  /** Its connection ended after the request was written and before the answer was whole. */
  lost: number;
  /** Nobody accepted the connection. */
  refused: number;
  timedOut: number;
}

export interface ClientOptions {
  port: number;
  connections: number;
  path?: string;
  /** Between an answer and the next request of the same connection. */
  pauseMs?: number;
  timeoutMs?: number;
}

type Ending = 'answered' | 'told to close' | 'lost' | 'timedOut';

/** Keep-alive connections that heed `Connection: close` and know where each of their requests ended. */
export class ExactClient implements AsyncDisposable {
  readonly tally: Tally = { answered: 0, lost: 0, refused: 0, timedOut: 0 };
  readonly #options: ClientOptions;
  readonly #done: Promise<unknown>;
  readonly #stopped = new AbortController();

  constructor(options: ClientOptions) {
    this.#options = options;
    setMaxListeners(0, this.#stopped.signal);
    // A test that runs into its time limit never reaches the end of its block.
    onTestFinished(() => this.#stopped.abort());
    this.#done = Promise.all(Array.from({ length: options.connections }, () => this.#keepAsking()));
  }

  /** Ends after the requests that are under way. */
  async stop(): Promise<Tally> {
    this.#stopped.abort();
    await this.#done;
    return this.tally;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #keepAsking(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const socket = await open(this.#options.port);
      if (socket === undefined) {
        this.tally.refused += 1;
        await this.#pause(5);
        continue;
      }
      await this.#ask(socket);
      socket.destroy();
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopped.signal }).catch(() => {});
  }

  async #ask(socket: Socket): Promise<void> {
    const { path = '/', pauseMs = 0, timeoutMs = 10_000 } = this.#options;
    while (!this.#stopped.signal.aborted && !socket.readableEnded && !socket.destroyed) {
      const ending = await exchange(socket, path, timeoutMs);
      this.tally[ending === 'told to close' ? 'answered' : ending] += 1;
      if (ending !== 'answered') return;
      if (pauseMs > 0) await this.#pause(pauseMs);
    }
  }
}

/** One request on a connection of its own. */
export async function get(port: number, path = '/'): Promise<{ status: number; body: string }> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  return { status: response.status, body: await response.text() };
}

function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
    // Later errors show as the end of the request under way.
    socket.on('error', () => {});
    // Read on while idle too, or an end would go unseen.
    socket.on('data', () => {});
  });
}

function exchange(socket: Socket, path: string, timeoutMs: number): Promise<Ending> {
  return new Promise((resolve) => {
    let received = '';
    const end = (ending: Ending) => {
      clearTimeout(timer);
      socket.off('data', read);
      socket.off('close', lose);
      socket.off('end', lose);
      resolve(ending);
    };
    const lose = () => end('lost');
    const read = (chunk: Buffer) => {
      received += chunk.toString('latin1');
      const headersEnd = received.indexOf('\r\n\r\n');
      if (headersEnd < 0) return;
      const headers = received.slice(0, headersEnd).toLowerCase();
      const length = /content-length: (\d+)/.exec(headers)?.[1];
      const whole =
        length === undefined ? received.endsWith('0\r\n\r\n') : received.length >= headersEnd + 4 + Number(length);
      if (whole) end(headers.includes('connection: close') ? 'told to close' : 'answered');
    };
    const timer = setTimeout(() => end('timedOut'), timeoutMs);
    socket.on('data', read);
    socket.once('close', lose);
    socket.once('end', lose);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  });
}
