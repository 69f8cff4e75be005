import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { openMemoryGroups } from '../../../harness/ceiling/memory-groups.js';
import { canHaveMemoryGroups, groupsSinceNow } from '../../../trust/fire/groups.js';

const name = `refork-groups-test-${process.pid}`;

it('a memory group is left while it is there and holds nobody, if it was not there before', async ({ skip }) => {
  if (!(await canHaveMemoryGroups())) skip('no memory groups may be made here');
  const left = groupsSinceNow();
  await using groups = openMemoryGroups(name);
  expect(left()).toContain(groups.folder);
  expect(groupsSinceNow()()).not.toContain(groups.folder);

  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    groups.add(child.pid as number);
    expect(left()).not.toContain(groups.folder);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await groups[Symbol.asyncDispose]();
  expect(left()).not.toContain(groups.folder);
});
