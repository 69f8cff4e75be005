import { once } from 'node:events';
import http from 'node:http';

/**
 * The status of one answer to a GET of `url`, on a connection of its own.
 * Rejects if it is not there as a whole within `limitMs`, or with the signal's reason.
 */
export async function firstAnswer(url: string, limitMs: number, signal: AbortSignal): Promise<number> {
  const request = http.get(url, { agent: false, signal, headers: { 'user-agent': 'refork-prober' } });
  let awaited: http.ClientRequest | http.IncomingMessage = request;
  // Not the request's own `timeout`, which a server that sends a byte now and then never meets.
  const limit = setTimeout(() => awaited.destroy(new Error(`no whole answer within ${limitMs} ms`)), limitMs);
  try {
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    awaited = response.resume();
    await once(response, 'end');
    return response.statusCode ?? 0;
  } finally {
    clearTimeout(limit);
  }
}
