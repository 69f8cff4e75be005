import { describe, expect, test } from 'vitest';
import { get } from './exact-client.js';
import { Folder, failsWhile } from './preloads.js';
import { Target } from './target.js';

const withSpare = { WORKERS: '2', SPARE: '1' };

describe('the resilient server with a spare', () => {
  test('boots one more than serve, which listens when a worker dies, and then boots the next', async () => {
    await using target = await Target.start('resilient/primary', { env: withSpare });
    await target.until(/^worker 3 .* stands by/);
    expect(target.count(/ serves$/)).toBe(2);
    process.kill(Number(target.workers[0]), 'SIGKILL');
    await target.until(/^worker 3 .* takes over/);
    await target.until(/^worker 3 .* serves/);
    await target.until(/ forked as a spare/, { times: 2 });
    expect((await get(target.port)).status).toBe(200);
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(target.living).toEqual([]);
  });

  test('renews it with a rolling restart, because it has the code of before', async () => {
    await using target = await Target.start('resilient/primary', { env: withSpare });
    const [spare] = await target.until(/^worker 3 .* forked as a spare/);
    target.kill('SIGHUP');
    await target.until(/ exited with 0/, { times: 2 });
    await target.until(/ forked as a spare/, { times: 2 });
    expect(target.count(/^worker 3 .* takes over/)).toBe(0);
    expect(spare).toContain('worker 3');
  });

  test('tries again, ever more seldom, when it cannot boot, and serves meanwhile', async () => {
    using folder = new Folder();
    const preload = folder.file('fails.cjs', `if (process.env.STAND_BY) {${failsWhile(folder.file('broken'))}}`);
    await using target = await Target.start('resilient/primary', {
      env: { ...withSpare, NODE_OPTIONS: `--require=${preload}` },
    });
    await target.until(/ forked as a spare/, { times: 3 });
    expect(target.count(/ serves$/)).toBe(2);
    folder.remove('broken');
    expect((await get(target.port)).status).toBe(200);
  });
});
