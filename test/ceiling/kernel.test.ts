import { expect, test } from 'vitest';
import { openKernelCeiling } from '../../harness/ceiling/kernel.js';
import type { MemoryGroups } from '../../harness/ceiling/memory-groups.js';
import type { EventBody } from '../../harness/record.js';
import { Recorder } from '../../harness/recorder.js';
import { NotPermitted } from '../../harness/usage-error.js';

/** Groups that only write down what is asked of them. */
class Groups implements MemoryGroups {
  readonly folder = '/groups';
  oomKills = 0;
  readonly log: string[] = [];

  constructor(readonly refuses?: Error) {}

  add(pid: number): void {
    if (this.refuses !== undefined) throw this.refuses;
    this.log.push(`add ${pid}`);
  }
  remove(pid: number): void {
    this.log.push(`remove ${pid}`);
  }
  limit(limitBytes: number): void {
    this.log.push(`limit ${limitBytes}`);
  }
  chargedBytes(pid: number): number | null {
    return { 7: 6e6, 8: 8e6 }[pid] ?? null;
  }
  async [Symbol.asyncDispose](): Promise<void> {
    this.log.push('gone');
  }
}

const forked: EventBody = { kind: 'worker-forked', worker: 1, pid: 7 };
const exited: EventBody = { kind: 'worker-exited', worker: 1, pid: 7, exitCode: null, signal: 'SIGKILL' };

test('each worker is in a group from its fork to its exit', async () => {
  const recorder = new Recorder({ write() {} });
  const groups = new Groups();
  {
    await using kernel = openKernelCeiling(recorder, groups);
    recorder.record(forked);
    recorder.record(exited);
    kernel.assure();
    expect(kernel.doubts()).toEqual([]);
  }
  recorder.record(forked);
  expect(groups.log).toEqual(['add 7', 'remove 7', 'gone']);
});

test('the limit stands below the ceiling by what workers at rest share with others, the most that any does', async () => {
  const groups = new Groups();
  await using kernel = openKernelCeiling(new Recorder({ write() {} }), groups);
  const sampler = { rssBytes: (pid: number) => ({ 7: 40e6, 8: 43e6 })[pid] ?? null };
  kernel.enforce(120e6, [{ pid: 7 }, { pid: 8 }], sampler);
  expect(groups.log).toEqual([`limit ${120e6 - 35e6}`]);
});

test('a worker that could not be put into its group stops the run before the load, and later puts it in doubt', async () => {
  const recorder = new Recorder({ write() {} });
  await using kernel = openKernelCeiling(recorder, new Groups(new NotPermitted('no')));
  recorder.record(forked);
  expect(() => kernel.assure()).toThrow(NotPermitted);
  expect(kernel.doubts()).toEqual(['A worker ran without its limit: no']);
});

test('how many the kernel killed is noted', async () => {
  const groups = new Groups();
  await using kernel = openKernelCeiling(new Recorder({ write() {} }), groups);
  expect(kernel.notes().join()).toContain('nobody');
  groups.oomKills = 3;
  expect(kernel.notes().join()).toContain('3 processes');
});
