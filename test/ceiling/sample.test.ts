import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { openSampler } from '../../harness/ceiling/sample.js';
import { UsageError } from '../../harness/usage-error.js';

const ourselves = process.pid;

describe('a sampler where processes cannot be seen from outside', () => {
  it('has the last report of a living process', () => {
    using sampler = openSampler('darwin');
    expect(sampler.rssBytes(ourselves)).toBeNull();
    sampler.report(ourselves, 100);
    sampler.report(ourselves, 90);
    expect(sampler.rssBytes(ourselves)).toBe(90);
  });

  it('has no descriptors to count', () => {
    using sampler = openSampler('win32');
    sampler.report(ourselves, 100);
    expect(sampler.descriptors(ourselves)).toBeNull();
  });

  it('has nothing to say of a process that reported and is gone', async () => {
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    using sampler = openSampler('darwin');
    const pid = child.pid as number;
    sampler.report(pid, 100);
    await once(child, 'exit');
    expect(sampler.rssBytes(pid)).toBeNull();
  });

  it('forgets one process, or all', () => {
    const sampler = openSampler('darwin');
    sampler.report(ourselves, 100);
    sampler.report(process.ppid, 200);
    sampler.forget(ourselves);
    expect([sampler.rssBytes(ourselves), sampler.rssBytes(process.ppid)]).toEqual([null, 200]);
    sampler.close();
    expect(sampler.rssBytes(process.ppid)).toBeNull();
  });
});

describe.runIf(process.platform === 'linux')('a sampler on Linux', () => {
  it('believes its own eyes rather than a report', () => {
    using sampler = openSampler();
    sampler.report(ourselves, 1);
    expect(sampler.rssBytes(ourselves)).toBeGreaterThan(1_000_000);
  });

  it('says at once that there is no /proc, and how to get one', () => {
    expect(() => openSampler('linux', '/nowhere')).toThrow(UsageError);
    expect(() => openSampler('linux', '/nowhere')).toThrow(/There is no \/nowhere here.*Mount it first/);
  });
});
