import { describe, expect, test } from 'vitest';
import { ExactClient } from './exact-client.js';
import { Folder, failsWhile } from './preloads.js';
import { Target } from './target.js';

const nothingLost = { lost: 0, refused: 0, timedOut: 0 };

/** Sends workers 1, 2, 3 … away, each as soon as all places are filled again. */
async function retireInTurn(target: Target, times: number, strength: number): Promise<void> {
  for (let turn = 1; turn <= times; turn += 1) {
    process.kill(Number(target.workers[turn - 1]), 'SIGTERM');
    await target.until(/ serves$/, { times: strength + turn });
    await target.until(new RegExp(`^worker ${turn} .* exited with 0`));
  }
}

describe('a worker of the resilient server that is told to go', () => {
  test('loses no request, one after another under a constant load', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    await using client = new ExactClient({ port: target.port, connections: 20 });
    await retireInTurn(target, 5, 2);
    const tally = await client.stop();
    expect(tally).toMatchObject(nothingLost);
    expect(tally.answered).toBeGreaterThan(20);
    expect(target.workers).toHaveLength(7);
  });

  test('loses no request of clients that pause between two', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    await using client = new ExactClient({ port: target.port, connections: 20, pauseMs: 50 });
    await retireInTurn(target, 3, 2);
    expect(await client.stop()).toMatchObject(nothingLost);
  });

  test('is replaced first where it is the only one, so that nobody is refused', async () => {
    await using target = await Target.start('resilient/primary', { env: { WORKERS: '1' } });
    await target.until(/ serves$/);
    await using client = new ExactClient({ port: target.port, connections: 10 });
    await retireInTurn(target, 3, 1);
    expect(await client.stop()).toMatchObject(nothingLost);
  });

  test('goes on serving for as long as no replacement can boot', async () => {
    using folder = new Folder();
    const flag = folder.file('broken');
    folder.remove('broken');
    await using target = await Target.start('resilient/primary', {
      env: { WORKERS: '1', NODE_OPTIONS: `--require=${folder.file('fails.cjs', failsWhile(flag))}` },
    });
    await target.until(/ serves$/);
    await using client = new ExactClient({ port: target.port, connections: 5 });
    folder.file('broken');
    process.kill(Number(target.workers[0]), 'SIGTERM');
    await target.until(/died before it served, 3 in a row/);
    expect(target.living).toContain(target.workers[0]);
    folder.remove('broken');
    await target.until(/^worker 1 .* exited with 0/);
    const served = target.lines.findIndex((line) => / serves$/.test(line) && !line.startsWith('worker 1 '));
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(target.lines.findIndex((line) => /^worker 1 .* exited/.test(line)));
    expect(await client.stop()).toMatchObject(nothingLost);
  });

  test('leaves though clients keep idle connections open', async () => {
    await using target = await Target.start('resilient/primary', { env: { IDLE_MS: '100', DRAIN_MS: '600000' } });
    await target.until(/ serves$/, { times: 2 });
    await using _idle = new ExactClient({ port: target.port, connections: 10, pauseMs: 600_000 });
    process.kill(Number(target.workers[0]), 'SIGTERM');
    await target.until(/^worker 1 .* exited with 0/);
  });

  test('that dies while it drains has had its replacement', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    await using _slow = new ExactClient({ port: target.port, connections: 8, path: '/slow?ms=500', timeoutMs: 1000 });
    process.kill(Number(target.workers[0]), 'SIGTERM');
    await target.until(/^worker 1 .* wants to leave/);
    process.kill(Number(target.workers[0]), 'SIGKILL');
    await target.until(/^worker 1 .* died of SIGKILL/);
    await target.until(/^worker 3 .* serves/);
    process.kill(Number(target.workers[1]), 'SIGKILL');
    await target.until(/^worker 4 .* serves/);
    expect(target.workers).toHaveLength(4);
  });
});

describe('a rolling restart of the resilient server', () => {
  test('renews every worker, each after its successor serves, and loses nothing', async () => {
    await using target = await Target.start('resilient/primary');
    await target.until(/ serves$/, { times: 2 });
    await using client = new ExactClient({ port: target.port, connections: 20 });
    const from = target.lines.length;
    target.kill('SIGHUP');
    await target.until(/ exited with 0/, { times: 2, from });
    expect(await client.stop()).toMatchObject(nothingLost);
    const story = target.lines.slice(from).map((line) => line.replace(/ \(\d+\)/, ''));
    expect(story).toEqual([
      'rolling restart',
      expect.stringMatching(/^worker 3 forked$/),
      'worker 3 serves',
      expect.stringMatching(/^worker [12] wants to leave$/),
      expect.stringMatching(/^worker [12] exited with 0$/),
      'worker 4 forked',
      'worker 4 serves',
      expect.stringMatching(/^worker [12] wants to leave$/),
      expect.stringMatching(/^worker [12] exited with 0$/),
    ]);
  });
});
