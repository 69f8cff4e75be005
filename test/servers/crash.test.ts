import { describe, expect, test } from 'vitest';
import { get } from './exact-client.js';
import { blocksOnUsr2, Folder, failsWhile } from './preloads.js';
import { compiled, eventually, groupOf, programOf, Target } from './target.js';

/** Whom the server has forked and who runs, whatever it prints. */
const workersOf = (target: Target): number[] =>
  groupOf(target.pid).filter((pid) => pid !== target.pid && programOf(pid) !== 'sh');

/** Long enough that a busy machine silences nobody by accident. */
const quickHeart = { BEAT_MS: '100', SILENCE_MS: '2000' };

describe('the resilient server', () => {
  test('replaces each killed worker once', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    for (let death = 1; death <= 6; death += 1) {
      process.kill(Number(target.workers.at(-1)), 'SIGKILL');
      await target.until(/ serves$/, { times: 2 + death });
    }
    target.kill('SIGTERM');
    await target.ended;
    expect(target.workers).toHaveLength(8);
    expect(target.count(/died of SIGKILL/)).toBe(6);
  });

  test('has a replacement listening after all workers died at once', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    for (const pid of target.workers) process.kill(pid, 'SIGKILL');
    await target.until(/ serves$/, { times: 4 });
    expect((await get(target.port)).status).toBe(200);
  });

  test('waits ever longer between boots that fail, says so, and recovers when the cause is gone', async () => {
    using folder = new Folder();
    const flag = folder.file('broken');
    const preload = folder.file('fails.cjs', `Math.random = () => 1;\n${failsWhile(flag)}`);
    await using target = await Target.start('resilient/primary', {
      env: { WORKERS: '1', NODE_OPTIONS: `--require=${preload}` },
    });
    const startedAt = performance.now();
    const tries = await target.until(/before it served/, { times: 5 });
    expect(performance.now() - startedAt).toBeGreaterThan(100 + 200 + 400 + 800);
    expect(tries.map((line) => line.replace(/^.* served, /, ''))).toEqual([
      '1 in a row. Next try in 100 ms.',
      '2 in a row. Next try in 200 ms.',
      '3 in a row. Next try in 400 ms.',
      '4 in a row. Next try in 800 ms.',
      '5 in a row. Next try in 1600 ms.',
    ]);
    folder.remove('broken');
    await target.until(/ serves$/);
    expect((await get(target.port)).status).toBe(200);
  });

  test('kills and replaces a worker whose event loop is blocked', async () => {
    using folder = new Folder();
    await using target = await Target.start('resilient/primary', {
      env: { ...quickHeart, NODE_OPTIONS: `--require=${folder.file('blocks.cjs', blocksOnUsr2)}` },
    });
    await target.until(/ serves$/, { times: 2 });
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^worker 1 .* has fallen silent/);
    await target.until(/^worker 1 .* died of SIGKILL/);
    await target.until(/^worker 3 .* serves/);
  });

  test('kills and replaces a worker that is stopped', async () => {
    await using target = await Target.start('resilient/primary', { env: quickHeart });
    await target.until(/ serves$/, { times: 2 });
    process.kill(Number(target.workers[1]), 'SIGSTOP');
    await target.until(/^worker 2 .* died of SIGKILL/);
    await target.until(/^worker 3 .* serves/);
  });

  test('goes on when nobody reads its lines any more', async () => {
    await using target = await Target.start('resilient/primary', { env: { WORKERS: '1' } });
    await target.until(/ serves$/);
    target.stopReading();
    for (let death = 1; death <= 2; death += 1) {
      const [worker] = workersOf(target);
      process.kill(Number(worker), 'SIGKILL');
      await eventually(() => workersOf(target).some((pid) => pid !== worker));
    }
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
  });

  test('accuses nobody after it was stopped itself', async () => {
    await using target = await Target.start('resilient/primary', { env: { BEAT_MS: '50', SILENCE_MS: '1000' } });
    await target.until(/ serves$/, { times: 2 });
    target.kill('SIGSTOP');
    // Time has to pass here: it is what the server must not mistake for silence.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    target.kill('SIGCONT');
    process.kill(Number(target.workers[0]), 'SIGKILL');
    await target.until(/ serves$/, { times: 3 });
    expect(target.count(/silent/)).toBe(0);
  });
});

describe('an ordinary program under the resilient primary', () => {
  test('is reforked when it dies, and answers again', async () => {
    await using target = await Target.start('resilient/primary', { args: [compiled('plain-app')] });
    await target.until(/ serves$/, { times: 2 });
    const [, pid] = /hello from (\d+)/.exec((await get(target.port)).body) ?? [];
    expect(target.workers).toContain(Number(pid));
    process.kill(Number(pid), 'SIGKILL');
    await target.until(/ serves$/, { times: 3 });
    expect((await get(target.port)).body).toMatch(/^hello from \d+\n$/);
  });

  test('dies of SIGTERM and is replaced once', async () => {
    await using target = await Target.start('resilient/primary', { args: [compiled('plain-app')] });
    await target.until(/ serves$/, { times: 2 });
    process.kill(Number(target.workers[0]), 'SIGTERM');
    await target.until(/^worker 1 .* died of SIGTERM/);
    await target.until(/^worker 3 .* serves/);
    target.kill('SIGTERM');
    expect(await target.ended).toEqual({ code: 0, signal: null });
    expect(target.workers).toHaveLength(3);
  });

  test('is renewed by a rolling restart after its successor serves', async () => {
    await using target = await Target.start('resilient/primary', {
      args: [compiled('plain-app')],
      env: { WORKERS: '1' },
    });
    await target.until(/ serves$/);
    target.kill('SIGHUP');
    await target.until(/^worker 1 .* died of SIGTERM/);
    expect(target.count(/^worker 2 .* serves/)).toBe(1);
  });
});
