import { once } from 'node:events';
import http from 'node:http';

export interface Answer {
  status: number;
  text: string;
  /** Our end of the connection it came on. */
  localPort: number;
  headers: http.IncomingHttpHeaders;
}

/** The answer to a GET on a connection of its own. Rejects where nobody listens. */
export async function get(port: number, path = '/'): Promise<Answer> {
  const request = http.get({ host: '127.0.0.1', port, path, agent: false });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const localPort = response.socket.localPort ?? 0;
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode ?? 0, text, localPort, headers: response.headers };
}
