import { once } from 'node:events';
import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { onceBound } from '../../harness/load/once-bound.js';

it.each(['127.0.0.1', 'localhost'])(
  'the port of a connection to %s is told once, no later than it stands',
  async (host) => {
    const server = createServer((socket) => socket.end());
    await once(server.listen(0, host), 'listening');
    const { port } = server.address() as AddressInfo;
    const told: [localPort: number, stands: boolean][] = [];
    const socket = connect({ host, port }).resume();
    onceBound(socket, (localPort) => told.push([localPort, socket.readyState !== 'opening']));
    await once(socket, 'connect');
    const { localPort } = socket;
    await once(socket, 'close');
    // A name has to be looked up first.
    expect(told).toEqual([[localPort, host === 'localhost']]);
    await new Promise((closed) => server.close(closed));
  },
);

it('no port is told of a socket that never got one', async () => {
  const told: number[] = [];
  const socket = new Socket();
  onceBound(socket, (localPort) => told.push(localPort));
  await new Promise(setImmediate);
  socket.destroy();
  await once(socket, 'close');
  expect(told).toEqual([]);
});
