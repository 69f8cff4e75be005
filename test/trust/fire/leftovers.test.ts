import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { leftovers, processesOf } from '../../../trust/fire/leftovers.js';
import { listening } from '../../load/listening.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refork-leftovers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const idle = 'process.stdout.write("up"); setInterval(() => {}, 1000)';

it.each([
  ['its environment', { TMPDIR: '' }, []],
  ['its words', {}, ['']],
])('a process is found by the folder in %s', async (_, env, words) => {
  const child = spawn(process.execPath, ['-e', idle, ...words.map(() => folder)], {
    env: 'TMPDIR' in env ? { TMPDIR: folder } : {},
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    expect(processesOf(folder)).toEqual([child.pid]);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  expect(processesOf(folder)).toEqual([]);
});

it('nothing is left where nothing is', async () => {
  expect(await leftovers({ temporaryFolder: folder, port: null, groupsLeft: () => [] })).toEqual([]);
});

it('files, an open port and memory groups are found', async () => {
  writeFileSync(join(folder, 'wire'), '');
  await using server = await listening(createServer());
  const traces = { temporaryFolder: folder, port: server.port, groupsLeft: () => ['/groups/refork-1'] };
  expect(await leftovers(traces)).toEqual([
    'file wire',
    `port ${server.port} is open`,
    'memory group /groups/refork-1',
  ]);
});
