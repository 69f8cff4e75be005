import { once } from 'node:events';
import net from 'node:net';
import { UsageError } from '../usage-error.js';

const loopback = ['127.0.0.1', '::1'] as const;

/**
 * The port for the target: the one asked for, if it can be had on both loopback addresses, or any free one.
 * @throws UsageError if the port is taken or not to be had, or the machine has neither address.
 */
export async function portForTarget(asked: number | undefined): Promise<number> {
  return asked === undefined ? anyPort() : thisPort(asked);
}

async function anyPort(): Promise<number> {
  for (const host of loopback) {
    try {
      return await tryPort(0, host);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
  throw new UsageError(
    'This machine has neither 127.0.0.1 nor ::1, and refork tests a target on them only. Bring the loopback device up.',
  );
}

async function thisPort(asked: number): Promise<number> {
  for (const host of loopback) {
    try {
      await tryPort(asked, host);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Nobody is on an address that there is not.
      if (isAbsent(error)) continue;
      throw new UsageError(
        code === 'EADDRINUSE'
          ? `Port ${asked} is taken by another process. Stop that one, give another --port, or leave it out to get a free one.`
          : `Port ${asked} cannot be listened on (${code}). Give another --port, or leave it out to get a free one.`,
      );
    }
  }
  return asked;
}

/** A machine may lack one of the two. */
function isAbsent(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT';
}

async function tryPort(port: number, host: string): Promise<number> {
  const server = net.createServer().listen(port, host);
  await once(server, 'listening');
  const { port: bound } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return bound;
}
