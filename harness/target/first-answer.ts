import { once } from 'node:events';
import http from 'node:http';

/**
 * The status of one answer to a GET of `url`, on a connection of its own.
 * Rejects if none comes within `limitMs`, or with the signal's reason.
 */
export async function firstAnswer(url: string, limitMs: number, signal: AbortSignal): Promise<number> {
  const request = http.get(url, { agent: false, signal, timeout: limitMs, headers: { 'user-agent': 'refork-prober' } });
  request.on('timeout', () => request.destroy(new Error(`no answer within ${limitMs} ms`)));
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  response.resume();
  await once(response, 'end');
  return response.statusCode ?? 0;
}
