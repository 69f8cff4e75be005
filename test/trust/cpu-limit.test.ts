import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mostThrottled } from '../../harness/checks/starvation.js';
import { readRecord } from '../../harness/record/read-record.js';
import { openCpuLimit, tryCpuLimit } from '../../trust/cpu-limit.js';
import { aFolder } from '../a-folder.js';

const cgroup = (): string => readFileSync('/proc/self/cgroup', 'utf8');

const canLimit = await tryCpuLimit().then(
  () => true,
  () => false,
);

test.runIf(canLimit)('what is held to a limit counts the periods in which it ran out', async () => {
  const module = JSON.stringify(new URL('../../dist/harness/machine/throttling.js', import.meta.url).href);
  // Works until the kernel says that its limit ran out in five more periods, and tells the share of them.
  const program = `
    const { throttledShare, throttling } = await import(${module});
    process.stdin.once('data', () => {
      const ranOut = () => Math.max(0, ...[...throttling().values()].map(({ throttled }) => throttled));
      const [before, already] = [throttling(), ranOut()];
      while (ranOut() < already + 5);
      console.log(throttledShare(before, throttling()));
      process.exit();
    });`;
  const ours = cgroup();
  await using limit = openCpuLimit(0.2);
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
  limit.add(child.pid ?? Number.NaN);
  child.stdin.write('go');
  const [said] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  await once(child, 'close');
  expect(Number(said)).toBeGreaterThan(0.25);
  expect(cgroup()).toBe(ours);
});

test.runIf(canLimit)('a run that is held to a limit says in its record that the limit ran out', async () => {
  using out = aFolder();
  await using limit = openCpuLimit(0.3);
  const cli = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));
  const args = [cli, 'steady', '--duration', '2s', '--out', out.path, '--format', 'json', '--quiet'];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  limit.add(child.pid ?? Number.NaN);
  await once(child, 'close');
  const { contention, notes } = readRecord(join(out.path, 'record.json'));
  expect(contention.throttledShare).toBeGreaterThan(mostThrottled);
  expect(notes.join()).toContain('a CPU limit ran out in');
});
