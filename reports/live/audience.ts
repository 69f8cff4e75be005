import type { ServerResponse } from 'node:http';

/** So many pages may look at once. */
export const mostPages = 32;
/** What a page may be behind with before it is let go: it comes again by itself, and is told all there is. */
export const mostBufferedBytes = 8 * 1024 ** 2;

/** The pages that look, each an open response of server-sent events. */
export class Audience {
  readonly #pages = new Set<ServerResponse>();

  get size(): number {
    return this.#pages.size;
  }

  /** Takes a page in with its first message, unless there are too many. */
  admit(page: ServerResponse, first: string): void {
    if (this.#pages.size >= mostPages) {
      page.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
      page.end(`There are ${mostPages} pages open already. Close one.\n`);
      return;
    }
    page.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
    this.#pages.add(page);
    page.once('close', () => this.#pages.delete(page));
    // Half a second until a page that lost touch asks again; browsers take three by themselves.
    page.write('retry: 500\n\n');
    send(page, first);
  }

  tell(message: string): void {
    for (const page of this.#pages) send(page, message);
  }

  /** Ends every response, and resolves once what was written has left or its page is gone. */
  async dismiss(): Promise<void> {
    const leaving = [...this.#pages].map(
      (page) =>
        new Promise<void>((resolve) => {
          page.once('close', resolve);
          page.end();
        }),
    );
    await Promise.all(leaving);
  }

  /** Cuts off whoever is still there. */
  cutOff(): void {
    for (const page of this.#pages) page.destroy();
  }
}

/** @param message one line of JSON */
function send(page: ServerResponse, message: string): void {
  page.write(`data: ${message}\n\n`);
  if (page.writableLength > mostBufferedBytes) page.destroy();
}
