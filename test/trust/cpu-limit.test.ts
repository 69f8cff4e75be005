import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openCpuLimit, tryCpuLimit } from '../../trust/cpu-limit.js';

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
