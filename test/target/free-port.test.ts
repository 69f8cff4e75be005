import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { portForTarget } from '../../harness/target/free-port.js';
import { UsageError } from '../../harness/usage-error.js';
import { listening } from '../load/listening.js';

describe('the port for a target', () => {
  it('is one that can be listened on where none was asked for', async () => {
    const port = await portForTarget(undefined);
    expect(port).toBeGreaterThan(0);
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
  });

  it('is the one asked for, and free still once it is known', async () => {
    const port = await portForTarget(undefined);
    expect(await portForTarget(port)).toBe(port);
    expect(await portForTarget(port)).toBe(port);
  });

  it('is refused where another has it, with what to do', async () => {
    await using taken = await listening(createServer());
    await expect(portForTarget(taken.port)).rejects.toThrow(UsageError);
    await expect(portForTarget(taken.port)).rejects.toThrow(
      `Port ${taken.port} is taken by another process. Stop that one, give another --port, or leave it out to get a free one.`,
    );
  });

  it('is refused where another has it on the loopback address of IPv6 alone', async ({ skip }) => {
    const server = createServer();
    try {
      server.listen({ port: 0, host: '::1', ipv6Only: true });
      await once(server, 'listening').catch(() => skip('no IPv6 on this machine'));
      const { port } = server.address() as { port: number };
      await expect(portForTarget(port)).rejects.toThrow(`Port ${port} is taken`);
    } finally {
      server.close();
    }
  });
});
