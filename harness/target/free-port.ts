import { once } from 'node:events';
import net from 'node:net';
import { UsageError } from '../usage-error.js';

/**
 * The port for the target: the one asked for, if it can be had on both loopback addresses, or any free one.
 * @throws UsageError if the port is taken or not to be had.
 */
export async function portForTarget(asked: number | undefined): Promise<number> {
  if (asked === undefined) return tryPort(0, '127.0.0.1');
  for (const host of ['127.0.0.1', '::1']) {
    try {
      await tryPort(asked, host);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // A machine without IPv6 has nobody on ::1 either.
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') continue;
      throw new UsageError(
        code === 'EADDRINUSE'
          ? `Port ${asked} is taken by another process. Stop that one, give another --port, or leave it out to get a free one.`
          : `Port ${asked} cannot be listened on (${code}). Give another --port, or leave it out to get a free one.`,
      );
    }
  }
  return asked;
}

async function tryPort(port: number, host: string): Promise<number> {
  const server = net.createServer().listen(port, host);
  await once(server, 'listening');
  const { port: bound } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return bound;
}
