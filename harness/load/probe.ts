import { type ClientRequest, get, type RequestOptions } from 'node:http';

/**
 * `answered`: the whole answer came, with a status below 500. `broken`: refused, reset, ended early, or 5xx. `unsent`: this
 * machine had no descriptor, port or memory left to send it with, which says nothing of the target.
 */
export type ProbeEnd = 'answered' | 'broken' | 'unsent';

const ourShortages: ReadonlySet<unknown> = new Set(['EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENOBUFS', 'ENOMEM']);

export type Probe = Pick<ClientRequest, 'destroy'>;

/**
 * Sends one GET and calls `ended` once, never before it returns. It tries nothing twice and has no time limit of its own:
 * destroy it to give up, which ends it as `broken`.
 */
export function sendProbe(request: RequestOptions, ended: (end: ProbeEnd) => void): Probe {
  let over = false;
  const end = (how: ProbeEnd): void => {
    if (over) return;
    over = true;
    ended(how);
  };
  const sent = get(request, (response) => {
    const { statusCode = 500 } = response;
    response.once('end', () => end(statusCode < 500 ? 'answered' : 'broken'));
    response.resume();
  });
  // `close` follows every error, and comes alone where an answer breaks off or is an upgrade that nobody asked for.
  sent.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (ourShortages.has(code)) end('unsent');
  });
  sent.once('close', () => end('broken'));
  return sent;
}
