import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Claim } from '../harness/claim.js';
import { UsageError } from '../harness/usage-error.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refork-claim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a folder that another run has is refused, with who has it and what to do', () => {
  using _ = new Claim(folder);
  expect(() => new Claim(folder)).toThrow(UsageError);
  expect(() => new Claim(folder)).toThrow(`Another run (process ${process.pid}) writes to the folder ${folder}.`);
});

it('a folder is free again after the run, and nothing is left in it', () => {
  new Claim(folder)[Symbol.dispose]();
  expect(readdirSync(folder)).toEqual([]);
  new Claim(folder)[Symbol.dispose]();
});

it('what a killed run left behind keeps nobody out', async () => {
  const killed = spawn(process.execPath, ['-e', '0']);
  await once(killed, 'exit');
  writeFileSync(join(folder, '.running'), `${killed.pid}`);
  using _ = new Claim(folder);
  expect(() => new Claim(folder)).toThrow(UsageError);
});

it.each(['', 'nonsense', '-5', '0'])('nor does a claim that names nobody: %j', (content) => {
  writeFileSync(join(folder, '.running'), content);
  using _ = new Claim(folder);
});
