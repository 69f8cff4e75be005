import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pageSize, parseResidentPages, procSampler } from '../../harness/ceiling/proc-sampler.js';

class Child {
  private constructor(
    readonly process: ChildProcess,
    readonly greeting: { pid?: number },
  ) {}

  /** Runs a program that greets us once it is ready, and ends with us. */
  static async run(program: string): Promise<Child> {
    const source = `process.on('disconnect', () => process.exit());${program}`;
    const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [greeting] = await once(child, 'message');
    return new Child(child, greeting);
  }

  get pid(): number {
    return this.process.pid as number;
  }

  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await exited;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.end();
  }
}

const idle = 'process.send({});';
const openStatms = (): number => readdirSync('/proc/self/fd').filter(isStatm).length;
const isStatm = (fd: string): boolean => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`).endsWith('/statm');
  } catch {
    // The directory's own descriptor, closed since.
    return false;
  }
};
const stateOf = (pid: number): string | undefined =>
  readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.charAt(0);

describe.runIf(process.platform === 'linux')('the sampler of /proc', () => {
  it('sees the memory that a process says it has', () => {
    using sampler = procSampler();
    const seen = sampler.rssBytes(process.pid) ?? 0;
    expect(Math.abs(seen / process.memoryUsage.rss() - 1)).toBeLessThan(0.2);
  });

  it('sees memory grow that is written to', async () => {
    await using child = await Child.run(
      `let kept; process.on('message', () => { kept = Buffer.alloc(64 * 1024 ** 2, 1); process.send({}); });${idle}`,
    );
    using sampler = procSampler();
    const before = sampler.rssBytes(child.pid) ?? Number.NaN;
    child.process.send({});
    await once(child.process, 'message');
    expect((sampler.rssBytes(child.pid) ?? 0) - before).toBeGreaterThanOrEqual(60 * 1024 ** 2);
  });

  it('counts open descriptors', async () => {
    await using child = await Child.run(
      `process.on('message', () => {
        for (let n = 0; n < 7; n += 1) require('node:fs').openSync('/dev/null');
        process.send({});
      });${idle}`,
    );
    using sampler = procSampler();
    const before = sampler.descriptors(child.pid) ?? Number.NaN;
    child.process.send({});
    await once(child.process, 'message');
    expect(sampler.descriptors(child.pid)).toBe(before + 7);
  });

  it('has nothing to say of a process that is gone, or never was', async () => {
    await using child = await Child.run(idle);
    using sampler = procSampler();
    expect(sampler.rssBytes(child.pid)).toBeGreaterThan(0);
    await child.end();
    expect([sampler.rssBytes(child.pid), sampler.descriptors(child.pid)]).toEqual([null, null]);
    expect([sampler.rssBytes(2 ** 30), sampler.descriptors(2 ** 30)]).toEqual([null, null]);
  });

  it('has nothing to say of a zombie', async () => {
    // A blocked Node process reaps no child.
    await using parent = await Child.run(
      `const child = require('node:child_process').spawn('sleep', ['1000']);
       process.send({ pid: child.pid }, () => {
         child.kill('SIGKILL');
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
       });`,
    );
    const pid = parent.greeting.pid as number;
    while (stateOf(pid) !== 'Z') await new Promise(setImmediate);
    using sampler = procSampler();
    expect([sampler.rssBytes(pid), sampler.descriptors(pid)]).toEqual([null, null]);
  });

  it('keeps one file open for each process, and none after its close', async () => {
    await using child = await Child.run(idle);
    const sampler = procSampler();
    const own = openStatms();
    for (let n = 0; n < 5; n += 1) sampler.rssBytes(child.pid);
    expect(openStatms()).toBe(own + 1);
    sampler.forget(child.pid);
    expect(openStatms()).toBe(own);
    sampler.rssBytes(child.pid);
    sampler.close();
    expect(openStatms()).toBe(0);
  });

  it('leaves no file open for a process that has died', async () => {
    await using child = await Child.run(idle);
    using sampler = procSampler();
    const own = openStatms();
    sampler.rssBytes(child.pid);
    await child.end();
    sampler.rssBytes(child.pid);
    expect(openStatms()).toBe(own);
  });
});

describe('a line of statm', () => {
  it('holds the resident pages second', () => {
    expect(parseResidentPages('730 445 418 5 0 89 0\n')).toBe(445);
  });

  it.each(['0 0 0 0 0 0 0\n', ''])('is nothing where it is %j', (line) => {
    expect(parseResidentPages(line)).toBeNull();
  });
});

describe('the size of a page', () => {
  it.each([
    [51_433_472, 12_572, 4_096],
    [51_433_472, 12_400, 4_096],
    [51_433_472, 3_100, 16_384],
    [51_433_472, 790, 65_536],
  ])('is the power of two nearest to %i bytes in %i pages: %i', (bytes, pages, size) => {
    expect(pageSize(bytes, pages)).toBe(size);
  });
});
