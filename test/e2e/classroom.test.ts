import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { Command } from './command.js';

const cli = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

it('a run is told as a story, and compared with what was said before it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'refork-e2e-'));
  const words = ['steady', '--workers', '2', '--duration', '2s', '--tell', '--predict', '--out', folder];
  try {
    let said = '';
    const child = execFile(process.execPath, [cli, ...words], {
      env: { ...process.env, CI: 'true', NODE_OPTIONS: '' },
    });
    child.stdout?.on('data', (text: string) => {
      said += text;
    });
    child.stdin?.end('3\nno\n0\n');
    await once(child, 'close');
    const inOrder = [
      'How many workers will die? 3',
      'This is the story of "steady".',
      'Worker 1 listens: it has come to serve.',
      'All of the server is gone.',
      'The verdict: ',
      'Requests of the load',
      'What you said, and what happened',
    ];
    expect(
      inOrder.map((text) => said.indexOf(text)).every((at, i, all) => at > (all[i - 1] ?? -1)),
      said,
    ).toBe(true);
    expect(said).toMatch(/workers that die +3 +0 +→ a surprise +There was no fault to die of\./);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('a prediction that nobody gives is asked for before anything runs', async () => {
  await using command = new Command('steady', '--predict');
  expect(await command.ended()).toBe(3);
  expect(command.stderr).toContain('--predict needs 3 answers, and the standard input had 0');
  expect(command.stdout).not.toContain('the target starts');
});
