import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { treeOf } from '../../trust/process-tree.js';

it('a tree is a process with its children and theirs, each after its parent', async () => {
  const grandchild = `require('node:child_process').spawn('sleep', ['60'], { stdio: 'ignore' })`;
  const program = `const { pid } = ${grandchild}; console.log(pid); setInterval(() => {}, 1000)`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    const [said] = await once(child.stdout, 'data');
    expect(treeOf(child.pid as number)).toEqual([child.pid, Number(said)]);
    expect(treeOf(process.pid)).toEqual(expect.arrayContaining([process.pid, child.pid, Number(said)]));
  } finally {
    process.kill(-(child.pid as number), 'SIGKILL');
    await once(child, 'exit');
  }
});
