import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GuardOptions, Patrol, startGuard } from '../../harness/ceiling/guard.js';
import { openSampler, type Sampler } from '../../harness/ceiling/sample.js';
import { Crew } from './crew.js';

class FakeSampler implements Sampler {
  readonly sizes = new Map<number, number>();
  readonly forgotten: number[] = [];
  rssBytes = (pid: number): number | null => this.sizes.get(pid) ?? null;
  descriptors = (): null => null;
  report(): void {}
  close(): void {}
  [Symbol.dispose](): void {}
  forget(pid: number): void {
    this.forgotten.push(pid);
  }
}

/** A guard over two workers of a ceiling of 100 bytes, with everything it does written down in order. */
function guarded(changes: Partial<GuardOptions> = {}) {
  const crew = Crew.serving(2);
  const sampler = new FakeSampler();
  const done: string[] = [];
  const options: GuardOptions = {
    roster: crew.roster,
    sampler,
    ceilingBytes: 100,
    graceMs: 5_000,
    signal: 'SIGUSR2',
    everyMs: 50,
    steadyWorkers: 2,
    nowMs: () => crew.nowMs,
    kill: (pid, signal) => done.push(`${signal} ${pid}`),
    record: (event) => {
      done.push(event.kind);
      crew.record(event);
    },
    ...changes,
  };
  return { crew, sampler, done, options, patrol: new Patrol(options) };
}

const failing = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};

describe('the guard', () => {
  it('does nothing about workers under the ceiling', () => {
    const { sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 100).set(102, 40);
    patrol.round();
    expect(done).toEqual([]);
  });

  it('records that a worker crossed, and that it is told to go, before it tells it', () => {
    const { sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120);
    patrol.round();
    expect(done).toEqual(['ceiling-crossed', 'worker-recycled', 'SIGUSR2 101']);
  });

  it('says each thing of a worker once, however often it looks', () => {
    const { sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120).set(102, 120);
    for (let n = 0; n < 5; n += 1) patrol.round();
    expect(done).toEqual(['ceiling-crossed', 'worker-recycled', 'SIGUSR2 101', 'ceiling-crossed']);
  });

  it('records what it saw and did', () => {
    const { crew, sampler, patrol } = guarded();
    sampler.sizes.set(101, 120);
    patrol.round();
    expect(crew.events.slice(-2)).toEqual([
      { atMs: 0, kind: 'ceiling-crossed', worker: 1, pid: 101, rssBytes: 120, ceilingBytes: 100 },
      { atMs: 0, kind: 'worker-recycled', worker: 1, pid: 101, rssBytes: 120, signal: 'SIGUSR2' },
    ]);
  });

  it('kills a worker that has not left within the grace, once', () => {
    const { crew, sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120);
    patrol.round();
    crew.nowMs = 5_000;
    for (let n = 0; n < 3; n += 1) patrol.round();
    expect(done.slice(3)).toEqual(['worker-killed', 'SIGKILL 101']);
    expect(crew.events.at(-1)).toMatchObject({ rssBytes: 120, reason: 'grace' });
  });

  it('kills a worker at once that grows on by half as much again as it was seen over the ceiling with', () => {
    const { crew, sampler, done, patrol } = guarded();
    for (const size of [120, 179, 180]) {
      sampler.sizes.set(101, size);
      patrol.round();
    }
    expect(done).toEqual(['ceiling-crossed', 'worker-recycled', 'SIGUSR2 101', 'worker-killed', 'SIGKILL 101']);
    expect(crew.events.at(-1)).toMatchObject({ rssBytes: 180, reason: 'far-over' });
  });

  it('kills nobody for what it grew to while no look was taken, and begins to count again from there', () => {
    const { crew, sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120).set(102, 120);
    patrol.round();
    crew.nowMs = 3_000;
    sampler.sizes.set(101, 300).set(102, 300);
    patrol.round(2_950);
    expect(done.slice(3)).toEqual(['ceiling-crossed']);
    sampler.sizes.set(102, 449);
    patrol.round();
    expect(done.slice(4)).toEqual([]);
    sampler.sizes.set(102, 450);
    patrol.round();
    expect(done.slice(4)).toEqual(['worker-recycled', 'SIGUSR2 102']);
  });

  it('counts anew from what a worker had when its turn came', () => {
    const { sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120).set(102, 120);
    patrol.round();
    for (const size of [180, 269, 270]) {
      sampler.sizes.set(102, size);
      patrol.round();
      if (size === 269) expect(done.slice(4)).toEqual(['worker-recycled', 'SIGUSR2 102']);
    }
    expect(done.slice(6)).toEqual(['worker-killed', 'SIGKILL 102']);
  });

  it('counts afresh for a worker that was under the ceiling again', () => {
    const { sampler, done, patrol } = guarded({ steadyWorkers: 3 });
    for (const size of [120, 90, 190]) {
      sampler.sizes.set(101, size);
      patrol.round();
    }
    expect(done).toEqual(['ceiling-crossed']);
  });

  it('counts no time in which it took no look towards the grace', () => {
    const { crew, sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120);
    patrol.round();
    crew.nowMs = 6_000;
    patrol.round(5_900);
    expect(done.slice(3)).toEqual([]);
    crew.nowMs = 10_900;
    patrol.round();
    expect(done.slice(3)).toEqual(['worker-killed', 'SIGKILL 101']);
  });

  it('does not take a look that is a little late for one that was missed', () => {
    const { crew, sampler, done, patrol } = guarded();
    sampler.sizes.set(101, 120);
    patrol.round();
    crew.nowMs = 5_000;
    patrol.round(49);
    expect(done.slice(3)).toEqual(['worker-killed', 'SIGKILL 101']);
  });

  it('only records who crossed where somebody else enforces the ceiling', () => {
    const { crew, sampler, done, patrol } = guarded({ kill: undefined });
    sampler.sizes.set(101, 1_000);
    patrol.round();
    crew.nowMs = 60_000;
    patrol.round();
    expect(done).toEqual(['ceiling-crossed']);
  });

  it('does not mind that a worker exits just before the signal', () => {
    const { sampler, patrol } = guarded({ kill: failing('ESRCH') });
    sampler.sizes.set(101, 120);
    expect(() => patrol.round()).not.toThrow();
  });

  it('hides no other failure to send a signal', () => {
    const { sampler, patrol } = guarded({ kill: failing('EPERM') });
    sampler.sizes.set(101, 120);
    expect(() => patrol.round()).toThrow('EPERM');
  });

  it('keeps the last and the highest sample of a worker, also after its death', () => {
    const { crew, sampler, patrol } = guarded();
    for (const size of [60, 90, 70]) {
      sampler.sizes.set(101, size);
      patrol.round();
    }
    sampler.sizes.delete(101);
    patrol.round();
    crew.exit(101);
    patrol.round();
    expect([patrol.lastRss(101), patrol.peakRss(101), patrol.lastRss(102)]).toEqual([70, 90, null]);
  });

  it('gives a pid that comes back the samples of its new worker alone', () => {
    const { crew, sampler, patrol } = guarded();
    sampler.sizes.set(101, 90);
    patrol.round();
    crew.exit(101);
    crew.record({ kind: 'worker-forked', worker: 9, pid: 101 });
    sampler.sizes.set(101, 40);
    patrol.round();
    expect([patrol.lastRss(101), patrol.peakRss(101)]).toEqual([40, 40]);
  });

  it('shows every sample of the living to whoever draws them', () => {
    const seen: [number, number][] = [];
    const { crew, sampler, patrol } = guarded({ onSample: (pid, rssBytes) => seen.push([pid, rssBytes]) });
    sampler.sizes.set(101, 50).set(102, 60);
    patrol.round();
    crew.exit(101);
    patrol.round();
    expect(seen).toEqual([
      [101, 50],
      [102, 60],
      [102, 60],
    ]);
  });

  it('lets the sampler forget a worker once it is dead', () => {
    const { crew, sampler, patrol } = guarded();
    patrol.round();
    crew.exit(101);
    patrol.round();
    patrol.round();
    expect(sampler.forgotten).toEqual([101]);
  });
});

describe('a guard that was started', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('looks every so often until it is stopped', () => {
    let samples = 0;
    const { sampler, options } = guarded({ onSample: () => (samples += 1) });
    sampler.sizes.set(101, 50);
    const guard = startGuard(options);
    vi.advanceTimersByTime(500);
    expect(samples).toBe(10);
    expect([guard.lastRss(101), guard.peakRss(101)]).toEqual([50, 50]);
    guard.stop();
    vi.advanceTimersByTime(500);
    expect(samples).toBe(10);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a process that leaks', () => {
  /**
   * Leaks 60 MiB of written memory, 4 MiB at a time, once it gets a message: over the ceiling, and not far over it however
   * late the guard looks. `onTerm` is what it does when it is told to go.
   */
  const leak = (onTerm: string): ChildProcess =>
    spawn(
      process.execPath,
      [
        '-e',
        `const kept = [];
         process.on('disconnect', () => process.exit());
         process.on('SIGTERM', () => { ${onTerm} });
         process.on('message', () => setInterval(() => {
           if (kept.length < 15) kept.push(Buffer.alloc(4 * 1024 ** 2, 1));
         }, 10));
         process.send({});`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );

  const guardUntilItsEnd = async (child: ChildProcess, graceMs: number) => {
    await once(child, 'message');
    const pid = child.pid as number;
    const crew = new Crew();
    const startMs = performance.now();
    const record: GuardOptions['record'] = (event) => {
      crew.nowMs = performance.now() - startMs;
      crew.record(event);
    };
    record({ kind: 'worker-forked', worker: 1, pid });
    using sampler = openSampler();
    const ceilingBytes = (sampler.rssBytes(pid) ?? 0) + 40 * 1024 ** 2;
    const nowMs = (): number => performance.now() - startMs;
    const settings = { ceilingBytes, graceMs, signal: 'SIGTERM', everyMs: 10, steadyWorkers: 1 } as const;
    const guard = startGuard({ ...settings, roster: crew.roster, sampler, nowMs, kill: process.kill, record });
    try {
      child.send({});
      const [exitCode, signal] = await once(child, 'exit');
      const kinds = crew.events.map(({ kind }) => kind);
      return { exitCode, signal, kinds, ceilingBytes, last: guard.lastRss(pid), peak: guard.peakRss(pid) };
    } finally {
      guard.stop();
      child.kill('SIGKILL');
    }
  };

  it('is told to go at the ceiling, and leaves', async () => {
    const { exitCode, kinds, last, peak, ceilingBytes } = await guardUntilItsEnd(leak('process.exit(7)'), 60_000);
    expect(exitCode).toBe(7);
    expect(kinds).toEqual(['worker-forked', 'ceiling-crossed', 'worker-recycled']);
    expect(peak).toBeGreaterThan(ceilingBytes);
    expect(last).toBeGreaterThan(0);
  });

  it('is killed when it does not listen', async () => {
    const { signal, kinds } = await guardUntilItsEnd(leak(''), 50);
    expect(signal).toBe('SIGKILL');
    expect(kinds).toEqual(['worker-forked', 'ceiling-crossed', 'worker-recycled', 'worker-killed']);
  });
});
