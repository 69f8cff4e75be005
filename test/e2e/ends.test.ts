import { once } from 'node:events';
import { readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMemoryGroups } from '../../dist/harness/ceiling/memory-groups.js';
import { eventually } from '../servers/target.js';
import { Command, program, server } from './command.js';

describe('an interrupted run', () => {
  it('stops in order at the first Ctrl-C, keeps its record and ends with status 130', async () => {
    await using command = new Command('leak', '--workers', '2');
    await command.says('the fault acts in');
    command.child.kill('SIGINT');
    expect(await command.ended(), command.stderr).toBe(130);
    expect(command.record.doubts.join()).toContain('interrupted');
    expect(command.record.verdict).not.toBe('pass');
    expect(command.record.shutdown.leftBehind).toEqual([]);
    expect(command.alive()).toEqual([]);
  });

  it('stops at once at the second', async () => {
    await using command = new Command('steady', '--workers', '2', '--target', program('blocks.cjs'));
    await command.says('the load starts');
    command.child.kill('SIGINT');
    await eventually(() => command.stderr.includes('Once more'));
    command.child.kill('SIGINT');
    expect(await command.ended()).toBe(130);
    await eventually(() => command.alive().length === 0);
  });

  it('takes its target along even when it is SIGKILLed itself, a blocked worker included', async () => {
    await using command = new Command(
      'steady',
      '--workers',
      '2',
      '--duration',
      '60s',
      '--target',
      program('blocks.cjs'),
    );
    await command.says('the load starts');
    command.child.kill('SIGKILL');
    expect(await command.ended()).toBe('SIGKILL');
    expect(command.events.some(({ kind }) => kind === 'load-started')).toBe(true);
    await eventually(() => command.alive().length === 0);
  });
});

describe('memory cgroups of the kernel', () => {
  it('are gone after the harness was SIGKILLed; or it is said what this machine does not permit', async () => {
    await using command = new Command('oom-kill', '--workers', '2', '--duration', '60s');
    const place = placeOfGroups();
    if (place === null) {
      expect(await command.ended()).toBe(3);
      expect(command.stderr).toContain('--enforce kernel needs');
      return;
    }
    await command.says('the load starts');
    expect(groupsIn(place)).toHaveLength(1);
    command.child.kill('SIGKILL');
    expect(await command.ended()).toBe('SIGKILL');
    await eventually(() => command.alive().length === 0 && groupsIn(place).length === 0);
  });
});

/** The folder in which a run makes its groups, or `null` where it may not. */
function placeOfGroups(): string | null {
  try {
    const groups = openMemoryGroups(`refork-try-${process.pid}`);
    rmdirSync(groups.folder);
    return dirname(groups.folder);
  } catch {
    return null;
  }
}

const groupsIn = (place: string): string[] => readdirSync(place).filter((name) => name.startsWith('refork-'));

describe('what cannot be run', () => {
  const refusal = async (...args: string[]): Promise<string> => {
    await using command = new Command(...args);
    expect(await command.ended(), command.stdout).toBe(3);
    expect(command.stderr).not.toMatch(/^\s+at /m);
    return command.stderr;
  };

  it('is a scenario that does not exist', async () => {
    expect(await refusal('leek')).toContain('Did you mean "leak"?');
  });

  it('is a file that does not exist', async () => {
    expect(await refusal('leak', '--target', 'nowhere.js')).toContain('--target nowhere.js: there is no such file');
  });

  it('is a target with a syntax error, whose own words are shown', async () => {
    await using folder = new Command('list');
    await folder.ended();
    const file = join(folder.folder, 'broken.cjs');
    writeFileSync(file, 'const x = ;');
    expect(await refusal('leak', '--target', file)).toContain("SyntaxError: Unexpected token ';'");
  });

  it('is a target that listens elsewhere, and the port is named', async () => {
    expect(await refusal('leak', '--target', program('elsewhere.cjs'))).toMatch(
      /listens on port \d+, not on \d+.*--port \d+/,
    );
  });

  it('is a command in whose processes no agent is', async () => {
    expect(
      await refusal('steady', '--', 'env', '-u', 'NODE_OPTIONS', process.execPath, server('plain-app.js')),
    ).toContain('No Node process of the target reported');
  });

  it('is a server that forks no worker, and the way to test it is named', async () => {
    expect(await refusal('steady', '--target', server('plain-app.js'))).toContain('--app FILE');
  });

  it('is a port that is taken', async () => {
    const holder = net.createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    try {
      const { port } = holder.address() as net.AddressInfo;
      expect(await refusal('leak', '--port', String(port))).toContain(`Port ${port} is taken`);
    } finally {
      holder.close();
    }
  });

  it('is a ceiling below what a worker needs to boot, with both figures', async () => {
    expect(await refusal('leak', '--ceiling', '20MB')).toMatch(/ceiling of 20 MB is not above the \d+ MB/);
  });

  it('is a folder that cannot be written to', async () => {
    expect(await refusal('leak', '--out', '/proc/refork')).toContain('Cannot write to the folder');
  });
});
