import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ProbeClient, type ProbeEnd, type ProbeManner } from '../../harness/load/probe.js';

const servers: Server[] = [];
const clients: ProbeClient[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const client of clients.splice(0)) client[Symbol.dispose]();
  for (const socket of sockets) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((closed) => server.close(closed));
});

/** A client of a server that does this with each request, the server's address, and how many connections it was given. */
async function clientOf(
  onRequest: (socket: Socket) => void,
): Promise<{ client: ProbeClient; address: URL; connections(): number }> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    socket.on('error', () => {}).on('data', () => onRequest(socket));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const client = new ProbeClient(address);
  clients.push(client);
  return { client, address, connections: () => connections };
}

const probe = (client: ProbeClient, manner: ProbeManner): Promise<ProbeEnd> =>
  new Promise((ended) => client.send(manner, ended));

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

describe('a probe', () => {
  it('goes out on the connection of an earlier one, or on a new one', async () => {
    const { client, connections } = await clientOf((socket) => socket.write(ok));
    for (const manner of ['kept', 'kept', 'new', 'kept'] as const) expect(await probe(client, manner)).toBe('answered');
    expect(connections()).toBe(2);
  });

  it('needs another connection where the answer says that this one ends', async () => {
    const { client, connections } = await clientOf((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    );
    expect([await probe(client, 'kept'), await probe(client, 'kept')]).toEqual(['answered', 'answered']);
    expect(connections()).toBe(2);
  });

  it('tells the port of each new connection, with a moment before the server could see it', async () => {
    const seen = new Map<number | undefined, bigint>();
    const { address } = await clientOf((socket) => {
      seen.set(socket.remotePort, process.hrtime.bigint());
      socket.write(ok);
    });
    const told = new Map<number, number>();
    const client = new ProbeClient(address, (localPort, attemptedAtNs) => told.set(localPort, attemptedAtNs));
    clients.push(client);
    for (const manner of ['kept', 'kept', 'new'] as const) await probe(client, manner);
    expect([...told.keys()]).toEqual([...seen.keys()]);
    expect(told.size).toBe(2);
    for (const [port, attemptedAtNs] of told) expect(attemptedAtNs).toBeLessThan(Number(seen.get(port)));
  });

  it.each([
    ['in pieces', ['HTTP/1.', '1 200 O', 'K\r\nContent-Le', 'ngth: 2\r\n\r\no', 'k'], 'answered'],
    ['in chunks', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n', '0\r\n\r\n'], 'answered'],
    ['after a 103', ['HTTP/1.1 103 Early Hints\r\n\r\n', ok], 'answered'],
    ['by an upgrade', ['HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'], 'broken'],
    ['by what is not HTTP', ['SSH-2.0-hello\r\n'], 'broken'],
    ['with a 500', ['HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'], 'broken'],
    ['with endless headers', [`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(20_000)}`], 'broken'],
  ] as const)('that is answered %s has the end that this means', async (_how, pieces, end) => {
    const { client } = await clientOf(async (socket) => {
      for (const piece of pieces) {
        await new Promise((sent) => socket.write(piece, sent));
        await new Promise(setImmediate);
      }
    });
    expect(await probe(client, 'kept')).toBe(end);
  });

  it('is answered by a body without a length once its connection ends', async () => {
    const { client } = await clientOf((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nuntil the end'));
    expect([await probe(client, 'new'), await probe(client, 'kept')]).toEqual(['answered', 'answered']);
  });

  it('does not take what came unasked on a kept connection for its answer', async () => {
    let asked = 0;
    const { client, connections } = await clientOf((socket) => {
      asked += 1;
      socket.write(ok);
      if (asked === 1) setImmediate(() => socket.end('HTTP/1.1 408 Too Late\r\nContent-Length: 0\r\n\r\n'));
    });
    expect(await probe(client, 'kept')).toBe('answered');
    const [socket] = sockets;
    if (socket !== undefined) await once(socket, 'close');
    expect(await probe(client, 'kept')).toBe('answered');
    expect(connections()).toBe(2);
  });

  it('does not go out on a connection that was destroyed in the same turn of the event loop', async () => {
    const { client, connections } = await clientOf((socket) => socket.write(`${ok}and something that is not HTTP\r\n`));
    expect([await probe(client, 'kept'), await probe(client, 'kept')]).toEqual(['answered', 'answered']);
    expect(connections()).toBe(2);
  });

  it('is broken where it is given up, and its connection goes with it', async () => {
    const { client } = await clientOf(() => {});
    const ended = new Promise<ProbeEnd>((resolve) => {
      client.send('kept', resolve).destroy();
    });
    expect(await ended).toBe('broken');
  });
});
