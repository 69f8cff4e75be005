import { describe, expect, test } from 'vitest';
import { ExactClient, get } from './exact-client.js';
import { blocksOnUsr2, Folder, failsWhile } from './preloads.js';
import { eventually, groupOf, Target } from './target.js';

/** A request that the server has taken: resolves once its first bytes are there. */
async function streaming(port: number, ms: number): Promise<Response> {
  const response = await fetch(`http://127.0.0.1:${port}/stream?ms=${ms}`);
  expect(response.status).toBe(200);
  return response;
}

const refused = (port: number) => expect(get(port)).rejects.toThrow('fetch failed');

describe('the resilient server', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with status 0 on %s, with nothing left and the port free',
    async (signal) => {
      await using target = await Target.start('resilient/primary');
      await target.until(/ serves$/, { times: 2 });
      target.kill(signal);
      expect(await target.ended).toEqual({ code: 0, signal: null });
      expect(groupOf(target.pid)).toEqual([]);
      expect(target.workers).toHaveLength(2);
      await refused(target.port);
    },
  );

  test('finishes the answers under way before it ends, also when Ctrl-C reaches the whole process group', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    const response = await streaming(target.port, 500);
    process.kill(-target.pid, 'SIGINT');
    expect((await response.text()).split('\n')).toHaveLength(6);
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(target.count(/died of SIGINT/)).toBe(0);
  });

  test('ends at once on a second signal', async () => {
    await using target = await Target.start('resilient/primary', {
      env: { STOP_MS: '600000', DRAIN_MS: '600000' },
    });
    await target.until(/ serves$/, { times: 2 });
    const response = await streaming(target.port, 600_000);
    target.kill('SIGTERM');
    await target.until(/^stopping$/);
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
    await expect(response.text()).rejects.toThrow();
  });

  test('kills what has not left at the limit', async () => {
    using folder = new Folder();
    await using target = await Target.start('resilient/primary', {
      env: {
        STOP_MS: '200',
        SILENCE_MS: '600000',
        NODE_OPTIONS: `--require=${folder.file('blocks.cjs', blocksOnUsr2)}`,
      },
    });
    await target.until(/ serves$/, { times: 2 });
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^blocked/);
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(target.count(/^worker 1 .* died of SIGKILL/)).toBe(1);
    expect(groupOf(target.pid)).toEqual([]);
  });

  test('ends in the middle of a crash loop', async () => {
    await using target = await Target.start('resilient/primary', { args: ['/nowhere/at/all.js'] });
    await target.until(/3 in a row/, { times: 2 });
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(groupOf(target.pid)).toEqual([]);
  });

  test('forks nobody more once it stops, though a retry is due', async () => {
    using folder = new Folder();
    const flag = folder.file('broken');
    folder.remove('broken');
    const preload = folder.file('fails.cjs', `Math.random = () => 1;\n${failsWhile(flag)}`);
    await using target = await Target.start('resilient/primary', { env: { NODE_OPTIONS: `--require=${preload}` } });
    await target.until(/ serves$/, { times: 2 });
    folder.file('broken');
    process.kill(Number(target.workers[0]), 'SIGKILL');
    await target.until(/Next try in 800 ms/);
    const response = await streaming(target.port, 1500);
    target.kill('SIGTERM');
    await target.until(/^stopping$/);
    const forked = target.workers.length;
    await response.text();
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(target.workers).toHaveLength(forked);
  });

  test('leaves nothing behind when its primary is killed, a blocked worker included', async () => {
    using folder = new Folder();
    await using target = await Target.start('resilient/primary', {
      env: { NODE_OPTIONS: `--require=${folder.file('blocks.cjs', blocksOnUsr2)}` },
    });
    await target.until(/ serves$/, { times: 2 });
    await using _client = new ExactClient({ port: target.port, connections: 4, pauseMs: 20 });
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^blocked/);
    target.kill('SIGKILL');
    await target.ended;
    await eventually(() => groupOf(target.pid).length === 0);
    await refused(target.port);
  });

  test('a worker of a killed primary finishes its answers', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    const response = await streaming(target.port, 500);
    target.kill('SIGKILL');
    expect((await response.text()).split('\n')).toHaveLength(6);
    await eventually(() => groupOf(target.pid).length === 0);
  });
});
