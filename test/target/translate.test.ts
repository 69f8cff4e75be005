import { describe, expect, it } from 'vitest';
import { Translator } from '../../harness/target/translate.js';
import type { AgentReport } from '../../harness/target/wire.js';

const port = 4000;
const primary = 4100;
const fork = (pid: number, at = 1): AgentReport => ({ kind: 'fork', at, worker: 1, pid });

/** A translator that has heard of two forks: process 4201 is worker 1, and 4202 worker 2. */
function withTwoWorkers(): Translator {
  const translator = new Translator(port);
  translator.translate(primary, fork(4201));
  translator.translate(primary, fork(4202));
  return translator;
}

describe('a translator', () => {
  it('numbers workers in the order of forks, whatever their cluster says', () => {
    const translator = new Translator(port);
    expect(translator.translate(primary, { ...fork(4201, 5), worker: 17 } as AgentReport)).toEqual({
      at: 5,
      body: { kind: 'worker-forked', worker: 1, pid: 4201 },
    });
    expect(translator.translate(primary, fork(4202))?.body).toEqual({ kind: 'worker-forked', worker: 2, pid: 4202 });
  });

  it('gives a worker a number of its own where the system gives a pid out again', () => {
    const translator = withTwoWorkers();
    translator.translate(primary, { kind: 'exit', at: 2, pid: 4201, code: 0, signal: null });
    translator.translate(primary, fork(4201));
    expect(translator.translate(primary, { kind: 'online', at: 3, pid: 4201 })?.body).toMatchObject({ worker: 3 });
  });

  it('makes a process that serves and that nobody forked the primary and a worker at once', () => {
    const translator = new Translator(port);
    expect(translator.adopt(4100)).toEqual({ worker: 1, pid: 4100 });
    expect(translator.primaryPid).toBe(4100);
    expect(translator.translate(4100, { kind: 'struck', at: 5, lethal: true })?.body).toEqual({
      ...{ kind: 'fault-struck', worker: 1, pid: 4100, lethal: true },
    });
  });

  it('takes the process that forks for the primary, and no other', () => {
    const translator = new Translator(port);
    expect(translator.primaryPid).toBeNull();
    translator.translate(4099, { kind: 'hello', at: 0, pid: 4099, role: 'process', token: '' });
    expect(translator.primaryPid).toBeNull();
    translator.translate(primary, fork(4201));
    expect(translator.primaryPid).toBe(primary);
  });

  it('counts the processes that greet, which is no event', () => {
    const translator = new Translator(port);
    expect(translator.translate(1, { kind: 'hello', at: 0, pid: 1, role: 'process', token: '' })).toBeNull();
    expect(translator.translate(2, { kind: 'hello', at: 0, pid: 2, role: 'worker', token: '' })).toBeNull();
    expect(translator.agents).toBe(2);
  });

  it.each<[AgentReport, object]>([
    [
      { kind: 'online', at: 9, pid: 4202 },
      { kind: 'worker-online', worker: 2, pid: 4202 },
    ],
    [
      { kind: 'listening', at: 9, pid: 4202, address: '::1', port: 81 },
      { kind: 'worker-listening', worker: 2, pid: 4202, address: '::1', port: 81 },
    ],
    [
      { kind: 'closed', at: 9, pid: 4202, port },
      { kind: 'worker-closed', worker: 2, pid: 4202 },
    ],
    [
      { kind: 'disconnect', at: 9, pid: 4202 },
      { kind: 'worker-disconnected', worker: 2, pid: 4202 },
    ],
    [
      { kind: 'exit', at: 9, pid: 4202, code: null, signal: 'SIGKILL' },
      { kind: 'worker-exited', worker: 2, pid: 4202, exitCode: null, signal: 'SIGKILL' },
    ],
  ])("makes an event of the primary's $kind", (report, body) => {
    expect(withTwoWorkers().translate(primary, report)).toEqual({ at: 9, body });
  });

  it.each<[AgentReport, object]>([
    [
      { kind: 'answered', at: 9, status: 503 },
      { kind: 'worker-answered', worker: 1, pid: 4201, status: 503 },
    ],
    [
      { kind: 'struck', at: 9, lethal: true },
      { kind: 'fault-struck', worker: 1, pid: 4201, lethal: true },
    ],
  ])("makes an event of a worker's own $kind", (report, body) => {
    expect(withTwoWorkers().translate(4201, report)).toEqual({ at: 9, body });
  });

  it('makes nothing of a listener that is closed on another port', () => {
    expect(withTwoWorkers().translate(primary, { kind: 'closed', at: 9, pid: 4201, port: 81 })).toBeNull();
  });

  it.each<AgentReport>([
    { kind: 'online', at: 9, pid: 77 },
    { kind: 'exit', at: 9, pid: 77, code: 0, signal: null },
    { kind: 'answered', at: 9, status: 200 },
    { kind: 'struck', at: 9, lethal: false },
  ])('makes nothing of $kind from a process that nobody forked', (report) => {
    expect(withTwoWorkers().translate(77, report)).toBeNull();
  });

  it.each<AgentReport>([
    { kind: 'memory', rssBytes: 5 },
    { kind: 'failed', message: 'no such fault' },
  ])('makes no event of $kind', (report) => {
    expect(withTwoWorkers().translate(4201, report)).toBeNull();
  });
});
