import { describe, expect, test } from 'vitest';
import { get } from './exact-client.js';
import { blocksOnUsr2, Folder } from './preloads.js';
import { compiled, Target } from './target.js';

/** Source of a module that tells which worker has passed a health check. */
const tellsOfChecks = `
require('node:diagnostics_channel').subscribe('http.server.response.finish', ({ request }) => {
  if (request.headers['user-agent'] === 'health-check') require('node:fs').writeSync(1, 'checked ' + process.pid + '\\n');
});
`;

/** Source of a module that makes a 500 of every answer from SIGUSR2 on, after it has said so. */
const failsOnUsr2 = `
const { ServerResponse } = require('node:http');
process.on('SIGUSR2', () => {
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (status, ...rest) {
    return writeHead.call(this, 500, ...rest);
  };
  require('node:fs').writeSync(1, 'fails ' + process.pid + '\\n');
});
`;

/** Source of a module that closes the server on the cluster's port on SIGUSR2, and goes on. */
const deafOnUsr2 = `
const net = require('node:net');
const servers = [];
require('node:diagnostics_channel').subscribe('http.server.request.start', ({ server }) => servers.push(server));
process.on('SIGUSR2', () => {
  for (const server of servers) if (server.address()?.port === Number(process.env.PORT)) net.Server.prototype.close.call(server);
  require('node:fs').writeSync(1, 'deaf ' + process.pid + '\\n');
});
`;

/** Until both workers of a server have been asked. By turns, as the primary hands out connections. */
async function askBoth({ port }: Target): Promise<void> {
  for (let i = 0; i < 4; i += 1) await get(port);
}

describe.each([
  ['the resilient server', []],
  ['an ordinary program under the resilient primary', [compiled('plain-app')]],
])('%s', (_, args) => {
  test.each([
    ['answers only errors', failsOnUsr2, 'it answers 500'],
    ['listens no more', deafOnUsr2, 'it answers 503'],
  ])('replaces a worker that %s, once', async (_, source, why) => {
    using folder = new Folder();
    const preload = folder.file('unwell.cjs', tellsOfChecks + source);
    await using target = await Target.start('resilient/primary', {
      args,
      env: { NODE_OPTIONS: `--require=${preload}` },
    });
    await target.until(/ serves$/, { times: 2 });
    await askBoth(target);
    await target.until(new RegExp(`^checked ${target.workers[0]}$`));
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    expect(await target.until(/^worker 1 .* is unwell/)).toEqual([expect.stringContaining(why)]);
    await target.until(/^worker 3 .* serves$/);
    await target.until(/^worker 1 .* (exited with 0|died of SIGTERM)$/);
    expect((await get(target.port)).status).toBe(200);
    target.kill('SIGTERM');
    await target.ended;
    expect(target.workers).toHaveLength(3);
  });

  test('kills and replaces a worker whose event loop is blocked', async () => {
    using folder = new Folder();
    await using target = await Target.start('resilient/primary', {
      args,
      env: { NODE_OPTIONS: `--require=${folder.file('blocks.cjs', blocksOnUsr2)}` },
    });
    await target.until(/ serves$/, { times: 2 });
    await askBoth(target);
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^worker 3 .* serves$/);
    expect((await get(target.port)).status).toBe(200);
  });
});
