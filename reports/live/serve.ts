import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunEvent, RunRecord } from '../../harness/record.js';
import { UsageError } from '../../harness/usage-error.js';
import { forPage } from '../for-page.js';
import { pageDocument } from '../page-document.js';
import type { LiveMessage } from '../timeline/live-run.js';
import { Audience } from './audience.js';
import { LiveFeed, type LiveProgress, type LiveScenario } from './feed.js';

const newsEveryMs = 500;
/** How long a page may take to read the end of a run before the server closes all the same. */
const farewellMs = 2000;

/** One run, to be told as it goes: `event` and `progress` fit `RunControl`. */
export interface LiveTelling {
  event(event: RunEvent): void;
  progress(progress: LiveProgress): void;
  /** The run is over: pages show the record from now on, also those that come later. */
  finish(record: RunRecord): void;
  /** The run is over without a record: why, in a sentence. */
  breakOff(reason: string): void;
}

export interface LiveServer extends AsyncDisposable {
  /** Where the page is, to be printed. */
  url: string;
  /** Pages follow this run from now on. */
  begin(scenario: LiveScenario): LiveTelling;
  /** Sends what is left to the pages, which keep showing it, and stops serving. Leaving its scope does the same. */
  close(): Promise<void>;
}

/**
 * Serves the live page on 127.0.0.1, and to nobody who names another host: a page elsewhere whose name is made to point here
 * must not read it.
 *
 * @param port a free one unless given
 * @throws UsageError if the port is taken.
 */
export async function serveLive({ port = 0 }: { port?: number } = {}): Promise<LiveServer> {
  const page = pageDocument('refork', { kind: 'server' });
  const audience = new Audience();
  let feed: LiveFeed | null = null;
  const server = createServer((request, response) => {
    if (!isForUs(request)) return refuse(response, 403, 'This page is served to this machine alone.');
    if (request.method !== 'GET') return refuse(response, 405, 'There is nothing here but to be read.');
    switch (request.url) {
      case '/':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...careful });
        response.end(page);
        return;
      case '/events':
        audience.admit(response, feed === null ? waiting : forPage(feed.soFar()));
        return;
      default:
        refuse(response, 404, 'There is only one page, at /.');
    }
  });
  server.listen({ port, host: '127.0.0.1' });
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    throw new UsageError(`--live ${port}: the port is taken or not allowed. Give another one, or none for a free one.`);
  });
  const timer = setInterval(() => tellNews(), newsEveryMs);
  // The run keeps the process, not those who look at it.
  timer.unref();

  const tellNews = (): void => {
    if (feed !== null && !feed.isOver && audience.size > 0) audience.tell(forPage(feed.news()));
  };

  const shut = async (): Promise<void> => {
    clearInterval(timer);
    const closed = once(server, 'close');
    server.close();
    const impatience = setTimeout(() => audience.cutOff(), farewellMs);
    await audience.dismiss();
    clearTimeout(impatience);
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= shut();
    return closing;
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    begin(scenario) {
      const own = new LiveFeed(scenario, new Date().toISOString());
      feed = own;
      audience.tell(forPage(own.soFar()));
      return {
        event: (event) => own.event(event),
        progress: (progress) => own.progress(progress),
        finish(record) {
          own.finish(record);
          if (feed === own) audience.tell(forPage(own.soFar()));
        },
        breakOff(reason) {
          own.breakOff(reason);
          if (feed === own) audience.tell(forPage(own.soFar()));
        },
      };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

const waiting = forPage({ kind: 'waiting' } satisfies LiveMessage);

const careful = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' };

/** By the name it was called by: an address of this machine, with the port it was reached at. */
function isForUs({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`;
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...careful });
  response.end(`${why}\n`);
}
