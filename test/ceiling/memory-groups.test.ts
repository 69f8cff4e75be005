import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Dialect, version1, version2 } from '../../harness/ceiling/cgroup-tree.js';
import { type MemoryGroups, openMemoryGroups, removeGroups } from '../../harness/ceiling/memory-groups.js';
import { NotPermitted } from '../../harness/usage-error.js';

/** A folder that looks like a tree of memory groups, and in which nothing happens by itself. */
function aTree(dialect: Dialect, ...names: string[]) {
  const root = mkdtempSync(join(tmpdir(), 'refork-cgroup-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const places = names.map((name) => join(root, name));
  for (const place of places) mkdirSync(place, { recursive: true });
  return { dialect, places };
}

const written = (groups: MemoryGroups, pid: number): Record<string, string> => {
  const group = join(groups.folder, `worker-${pid}`);
  return Object.fromEntries(readdirSync(group).map((file) => [file, readFileSync(join(group, file), 'utf8')]));
};

/** As the kernel does with a group's files, once it is to be removed. */
function empty(groups: MemoryGroups): void {
  for (const entry of readdirSync(groups.folder)) rmSync(join(groups.folder, entry), { recursive: true, force: true });
}

describe('version 1', () => {
  test('each process gets a group of its own, and later the limit, for swap as well', () => {
    const groups = openMemoryGroups('run', aTree(version1, 'mine'));
    groups.add(7);
    expect(written(groups, 7)).toEqual({ 'cgroup.procs': '7' });
    groups.limit(1e8);
    groups.add(8);
    const limits = { 'memory.limit_in_bytes': '100000000', 'memory.memsw.limit_in_bytes': '100000000' };
    expect(written(groups, 7)).toEqual({ 'cgroup.procs': '7', ...limits });
    expect(written(groups, 8)).toEqual({ 'cgroup.procs': '8', ...limits });
  });

  test('kills are counted when a process is gone', () => {
    const groups = openMemoryGroups('run', aTree(version1, 'mine'));
    groups.add(7);
    const events = 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n';
    writeFileSync(join(groups.folder, 'worker-7', 'memory.oom_control'), events);
    groups.remove(7);
    groups.remove(9);
    expect(groups.oomKills).toBe(1);
  });
});

describe('version 2', () => {
  /** As the kernel makes them: every group says which limits it hands down, at first none. */
  const make = (folder: string): void => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'cgroup.subtree_control'), '');
  };
  const handedDown = (folder: string): string => readFileSync(join(folder, 'cgroup.subtree_control'), 'utf8');

  test('the groups are made in the nearest place that can hand limits down, and hand them on', () => {
    const tree = aTree(version2, 'user/run', 'user');
    const [own = '', around = ''] = tree.places;
    // A group with processes in it refuses to, as a folder refuses to be written to.
    mkdirSync(join(own, 'cgroup.subtree_control'));
    writeFileSync(join(around, 'cgroup.subtree_control'), 'cpu memory pids\n');
    const groups = openMemoryGroups('new', tree, make);
    expect(groups.folder).toBe(join(around, 'new'));
    expect(handedDown(around)).toBe('cpu memory pids\n');
    expect(handedDown(groups.folder)).toBe('+memory');
    expect(existsSync(join(own, 'new'))).toBe(false);
  });

  test('a place that hands nothing down yet is told to', () => {
    const tree = aTree(version2, 'run');
    const [own = ''] = tree.places;
    writeFileSync(join(own, 'cgroup.subtree_control'), '');
    openMemoryGroups('new', tree, make);
    expect(handedDown(own)).toBe('+memory');
  });

  test('each process gets a group of its own, and a limit that leaves no way out into swap', () => {
    const tree = aTree(version2, 'run');
    writeFileSync(join(tree.places[0] ?? '', 'cgroup.subtree_control'), 'memory');
    const groups = openMemoryGroups('new', tree, make);
    groups.limit(1e8);
    groups.add(7);
    expect(written(groups, 7)).toEqual({
      'cgroup.procs': '7',
      'cgroup.subtree_control': '',
      'memory.max': '100000000',
      'memory.swap.max': '0',
    });
    writeFileSync(join(groups.folder, 'worker-7', 'memory.current'), '7600000\n');
    expect(groups.chargedBytes(7)).toBe(7_600_000);
    writeFileSync(join(groups.folder, 'worker-7', 'memory.events'), 'low 0\nmax 12\noom 1\noom_kill 1\n');
    groups.remove(7);
    expect(groups.oomKills).toBe(1);
  });
});

test('where no place can be used, every place and its reason is named, and what to do', () => {
  const tree = { dialect: version1, places: ['/nowhere/mine'] };
  expect(() => openMemoryGroups('run', tree)).toThrow(/needs a memory cgroup.*\/nowhere\/mine \(ENOENT\).*Run as root/);
});

test('a system without memory groups is not permitted, and other enforcers are named', () => {
  expect(() => openMemoryGroups('run', null)).toThrow(NotPermitted);
  expect(() => openMemoryGroups('run', null)).toThrow(/none mounted.*Use harness, v8 or target/);
});

test('a group whose files are there yet is not removed, and then is', async () => {
  const groups = openMemoryGroups('run', aTree(version1, 'mine'));
  groups.add(7);
  expect(removeGroups(groups.folder)).toBe(false);
  empty(groups);
  await groups[Symbol.asyncDispose]();
  expect(existsSync(groups.folder)).toBe(false);
  expect(existsSync(dirname(groups.folder))).toBe(true);
  expect(removeGroups(groups.folder)).toBe(true);
});

test('the kernel of this machine kills who grows over the limit, and nobody else; or it is said what is missing', async () => {
  const grow =
    'const kept = []; process.stdin.once("data", () => setInterval(() => kept.push(Buffer.alloc(1e6, 1)), 1))';
  const rest = 'process.stdin.resume()';
  let groups: MemoryGroups;
  try {
    groups = openMemoryGroups(`refork-test-${process.pid}`);
  } catch (error) {
    expect(error).toBeInstanceOf(NotPermitted);
    return;
  }
  const processes = [grow, rest].map((source) =>
    spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  const [growing, resting] = processes as [(typeof processes)[0], (typeof processes)[0]];
  try {
    for (const { pid } of processes) groups.add(pid as number);
    groups.limit(60e6);
    growing.stdin?.write('now');
    const [code, signal] = await once(growing, 'exit');
    expect([code, signal]).toEqual([null, 'SIGKILL']);
    groups.remove(growing.pid as number);
    expect(groups.oomKills).toBe(1);
    expect(resting.exitCode ?? resting.signalCode).toBeNull();
    expect(groups.chargedBytes(resting.pid as number)).toBeGreaterThan(0);
  } finally {
    const gone = once(resting, 'exit');
    resting.kill('SIGKILL');
    growing.kill('SIGKILL');
    await gone;
    await groups[Symbol.asyncDispose]();
  }
  expect(existsSync(groups.folder)).toBe(false);
});
