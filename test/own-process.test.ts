import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { untilUp } from '../harness/own-process.js';

const node = (code: string): ChildProcess =>
  spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'ignore'] });
const never = new Promise<never>(() => {});
const listeners = (): number => process.listenerCount('exit');

test('a process that shows its sign is up, and is left alone', async () => {
  const before = listeners();
  const child = node("console.log('up'); setInterval(() => {}, 1000)");
  await untilUp(child, 'waits', once(child.stdout as NodeJS.ReadableStream, 'data'));
  expect(child.killed).toBe(false);
  expect(listeners()).toBe(before);
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('one that ends before its sign did not come up, and it is said how', async () => {
  await expect(untilUp(node('process.exit(7)'), 'ends', never)).rejects.toThrow(
    /that ends did not come up: it exited with status 7/,
  );
  await expect(untilUp(node("process.kill(process.pid, 'SIGKILL')"), 'ends', never)).rejects.toThrow(
    'it was ended by SIGKILL',
  );
});

test('one that cannot be started did not come up', async () => {
  const child = spawn('/nowhere/node', { stdio: 'ignore' });
  await expect(untilUp(child, 'is not there', never)).rejects.toThrow(/ENOENT.*ulimit -u/);
});

test('one that hangs is killed', async () => {
  const child = node('setInterval(() => {}, 1000)');
  const gone = once(child, 'exit');
  await expect(untilUp(child, 'hangs', never, 100)).rejects.toThrow('it hung for 0.1 s');
  expect(await gone).toEqual([null, 'SIGKILL']);
});
