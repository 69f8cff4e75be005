import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server of the test's own on a free port of 127.0.0.1, closed with all of its connections at the end of the scope. */
export async function listening(server: Server): Promise<{ port: number; url: string } & AsyncDisposable> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
