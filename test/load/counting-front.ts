import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Counts how often a text occurs in a stream, also where it is cut by chunks. */
class Occurrences {
  count = 0;
  #rest = '';

  constructor(private readonly text: string) {}

  see(chunk: Buffer): void {
    const parts = (this.#rest + chunk.toString('latin1')).split(this.text);
    this.count += parts.length - 1;
    this.#rest = (parts.at(-1) ?? '').slice(-(this.text.length - 1));
  }
}

/**
 * Passes connections on to a port, one for one, and counts what passes: the truth about requests that a dying server
 * cannot tell. It never closes the client's side for reading before the client does, so it sees every request written.
 */
export class CountingFront {
  /** Requests without a whole answer on connections that the server's side ended first. */
  lost = 0;
  requests = 0;
  answers = 0;
  readonly server = createServer({ allowHalfOpen: true }, (client) => this.#pass(client));
  #open = 0;

  constructor(
    private readonly port: () => number,
    private readonly body: string,
  ) {}

  /** Waits until every connection has ended. */
  async idle(): Promise<void> {
    while (this.#open > 0) await once(this.server, 'passed');
  }

  #pass(client: Socket): void {
    this.#open += 1;
    const requests = new Occurrences('\r\n\r\n');
    const answers = new Occurrences(`\r\n\r\n${this.body}`);
    let endedFirst: 'client' | 'server' | undefined;
    const server = connect(this.port(), '127.0.0.1');
    client.on('data', (chunk) => {
      requests.see(chunk);
      if (endedFirst !== 'server') server.write(chunk);
    });
    server.on('data', (chunk) => {
      answers.see(chunk);
      if (endedFirst !== 'client') client.write(chunk);
    });
    const serverEnded = () => {
      endedFirst ??= 'server';
      client.end();
    };
    const clientEnded = () => {
      endedFirst ??= 'client';
      server.destroy();
      client.destroy();
    };
    server.on('error', serverEnded).on('end', serverEnded).on('close', serverEnded);
    client
      .on('error', clientEnded)
      .on('end', clientEnded)
      .on('close', () => {
        clientEnded();
        this.requests += requests.count;
        this.answers += answers.count;
        if (endedFirst === 'server') this.lost += requests.count - answers.count;
        this.#open -= 1;
        this.server.emit('passed');
      });
  }
}
