import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { family, killFamily, signalProcess } from '../../harness/target/family.js';
import { alive, eventually } from '../servers/target.js';

const aMarker = (): string => `refork-family-${randomUUID()}`;

/** A process that says when it runs, and does nothing until its standard input ends. Gone when disposed. */
class Member implements AsyncDisposable {
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;

  private constructor(marker: string, detached: boolean) {
    this.process = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log("up")', 'a b'], {
      detached,
      env: { PATH: process.env.PATH, REFORK_RUN: marker },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.ended = once(this.process, 'exit');
  }

  /** In a process group of its own, or in ours. */
  static async start(marker: string, group: 'own' | 'ours'): Promise<Member> {
    const member = new Member(marker, group === 'own');
    const { stdout } = member.process;
    if (stdout !== null) await once(stdout, 'data');
    return member;
  }

  get pid(): number {
    if (this.process.pid === undefined) throw new Error('The process was not started.');
    return this.process.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended;
  }
}

describe.runIf(process.platform === 'linux')('a family', () => {
  it('has the members of the group, and those that left it but for the marker', async () => {
    const marker = aMarker();
    await using first = await Member.start('none', 'own');
    await using left = await Member.start(marker, 'own');
    await using stranger = await Member.start(aMarker(), 'own');
    const found = family({ groupId: first.pid, marker });
    expect(found.map(({ pid }) => pid).sort()).toEqual([first.pid, left.pid].sort());
    expect(found.map(({ pid }) => pid)).not.toContain(stranger.pid);
    expect(found.every(({ command }) => /^\S*node\S* -e .* a b$/.test(command))).toBe(true);
  });

  it('has no member that has ended, though nobody has taken its status yet', async () => {
    const marker = aMarker();
    // A shell that becomes another program, which never asks after its child: a zombie as long as that sleeps. The child
    // ends with its input, once the shell is no more: a shell that is still there would take its status.
    const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 600 3<&-'], {
      detached: true,
      env: { PATH: process.env.PATH, REFORK_RUN: marker },
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
    const ended = once(parent, 'exit');
    try {
      const [text] = await once(parent.stdout as Readable, 'data');
      const zombie = Number(String(text));
      await eventually(() => readFileSync(`/proc/${parent.pid}/cmdline`, 'latin1').startsWith('sleep'));
      (parent.stdio[3] as Writable).end();
      await eventually(() => !alive(zombie));
      expect(() => process.kill(zombie, 0)).not.toThrow();
      expect(family({ groupId: parent.pid ?? 0, marker }).map(({ pid }) => pid)).toEqual([parent.pid]);
    } finally {
      parent.kill('SIGKILL');
      await ended;
    }
  });

  it('is empty where there is none', () => {
    expect(family({ groupId: -1, marker: aMarker() })).toEqual([]);
  });

  it('is not taken for gone by who has no descriptor left to look, and is killed by them all the same', async () => {
    await using member = await Member.start('none', 'own');
    const file = new URL('../../dist/harness/target/family.js', import.meta.url).href;
    const program = `
      const { openSync } = require('node:fs');
      import(${JSON.stringify(file)}).then(({ family, killFamily }) => {
        const marks = { groupId: ${member.pid}, marker: ${JSON.stringify(aMarker())} };
        const codeOf = (act) => { try { return act(); } catch ({ code }) { return code; } };
        try { for (;;) openSync('/dev/null'); } catch {}
        process.stdout.write([codeOf(() => family(marks)), codeOf(() => killFamily(marks))].join());
      });`;
    const { stdout } = spawnSync('prlimit', ['--nofile=64', process.execPath, '-e', program], { encoding: 'utf8' });
    expect(stdout).toBe('EMFILE,EMFILE');
    expect(await member.ended).toEqual([null, 'SIGKILL']);
  });

  it('is killed whole, and nobody else is', async () => {
    const marker = aMarker();
    await using first = await Member.start('none', 'own');
    await using left = await Member.start(marker, 'ours');
    await using stranger = await Member.start(aMarker(), 'ours');
    killFamily({ groupId: first.pid, marker });
    expect(await first.ended).toEqual([null, 'SIGKILL']);
    expect(await left.ended).toEqual([null, 'SIGKILL']);
    expect(alive(stranger.pid)).toBe(true);
  });
});

describe('a signal', () => {
  it('reaches a process that is there', async () => {
    await using member = await Member.start('none', 'ours');
    signalProcess(member.pid, 'SIGTERM');
    expect(await member.ended).toEqual([null, 'SIGTERM']);
  });

  it('to a process that is gone is no error', async () => {
    const member = await Member.start('none', 'ours');
    await member[Symbol.asyncDispose]();
    expect(() => signalProcess(member.pid, 'SIGTERM')).not.toThrow();
  });
});
