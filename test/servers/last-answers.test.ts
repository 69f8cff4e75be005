import { describe, expect, test } from 'vitest';
import { ExactClient } from './exact-client.js';
import { Folder } from './preloads.js';
import { eventually, Target } from './target.js';

/** Source of a module that throws where nobody catches on SIGUSR2; in workers alone. */
const throwsOnUsr2 = `
if (require('node:cluster').isWorker) process.on('SIGUSR2', () => { throw new Error('the bug'); });
`;

const start = (folder: Folder): Promise<Target> =>
  Target.start('resilient/primary', { env: { NODE_OPTIONS: `--require=${folder.file('throws.cjs', throwsOnUsr2)}` } });

describe('a worker that crashes', () => {
  test('answers what it was asked, and exits with 1', async () => {
    using folder = new Folder();
    await using target = await start(folder);
    await target.until(/ serves$/, { times: 2 });
    const client = new ExactClient({ port: target.port, connections: 20 });
    for (let crash = 1; crash <= 4; crash += 1) {
      process.kill(Number(target.workers[crash - 1]), 'SIGUSR2');
      await target.until(new RegExp(`^worker ${crash} .* exited with 1`));
      await target.until(/ serves$/, { times: 2 + crash });
    }
    const { lost, timedOut, answered } = await client.stop();
    expect({ lost, timedOut }).toEqual({ lost: 0, timedOut: 0 });
    expect(answered).toBeGreaterThan(20);
    expect(target.workers).toHaveLength(6);
    expect(target.count(/Error: the bug/)).toBe(4);
  });

  test('is replaced once, while it still answers, however often it breaks', async () => {
    using folder = new Folder();
    await using target = await start(folder);
    await target.until(/ serves$/, { times: 2 });
    await using client = new ExactClient({ port: target.port, connections: 4, path: '/slow?ms=400' });
    // One that crashed as soon as it served would be held back.
    await eventually(() => client.tally.answered > 0);
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^worker 1 .* crashed/);
    process.kill(Number(target.workers[0]), 'SIGUSR2');
    await target.until(/^worker 1 .* exited with 1/);
    const forked = target.lines.findIndex((line) => /^worker 3 .* forked/.test(line));
    expect(forked).toBeLessThan(target.lines.findIndex((line) => /^worker 1 .* exited/.test(line)));
    expect(target.workers).toHaveLength(3);
  });
});
