import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Switchboard } from '../../dist/harness/target/switchboard.js';
import { alive, freePort } from '../servers/target.js';
import { Program } from './a-program.js';
import { briefingOf, openEar, type Said } from './an-ear.js';
import { get } from './get.js';

const kindsOf = (said: readonly Said[]): string[] => said.map(({ kind }) => kind);

/** A folder in which a program can be watched for files that it makes. */
function emptyFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'refork-agent-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** How a clustered program ends that was told to, and what it writes. */
const inPeace = { code: 0, signal: null, stdout: 'listening\n', stderr: '' };
const served = { status: 200, text: 'served' };

describe.each(['clustered.cjs', 'clustered.mjs'])('the agent in %s', (name) => {
  it('reports the life of a worker in order, and keeps nobody alive after it', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    await using program = new Program(name, briefingOf(board, { memoryEveryMs: 10 }), { PORT: String(port) });

    const { address } = await ear.first('listening');
    expect(address).toBeNull();
    expect(await get(port, '/')).toMatchObject(served);
    const { from: worker } = await ear.first('answered');
    const ownMemory = (pid: number) => ear.said.some(({ kind, from }) => kind === 'memory' && from === pid);
    await ear.until(() => ownMemory(program.pid) && ownMemory(worker));
    await get(port, '/leave');

    expect(await program.ended).toEqual(inPeace);
    await ear.untilGone(program.pid);
    await ear.untilGone(worker);
    expect(alive(worker)).toBe(false);

    const clustered = ear.said.filter(({ kind }) => !['memory', 'online', 'disconnect'].includes(kind));
    const by = (pid: number) => clustered.filter(({ from }) => from === pid);
    expect(by(program.pid)).toMatchObject([
      { kind: 'hello', pid: program.pid, role: 'process' },
      { kind: 'fork', worker: 1, pid: worker },
      { kind: 'listening', pid: worker, address: null, port },
      { kind: 'closed', pid: worker, port },
      { kind: 'exit', pid: worker, code: 0, signal: null },
    ]);
    expect(by(worker)).toMatchObject([
      { kind: 'hello', pid: worker, role: 'worker' },
      { kind: 'answered', status: 200 },
    ]);
    const moments = await Promise.all((['listening', 'answered', 'closed', 'exit'] as const).map((k) => ear.first(k)));
    const stamps = moments.map(({ at }) => at);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  });

  it('names the worker that accepted a connection', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    await using _ = new Program(name, briefingOf(board, { port }), { PORT: String(port) });
    const { pid: worker } = await ear.first('listening');
    const { localPort } = await get(port);
    await ear.first('answered');
    expect(board.holderOf(localPort)).toBe(worker);
    expect(board.holderOf(port)).toBeNull();
  });

  it('names nobody for a connection to another port than the tested one', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    await using _ = new Program(name, briefingOf(board, { port: port - 1 }), { PORT: String(port) });
    await ear.first('listening');
    const { localPort } = await get(port);
    await ear.first('answered');
    expect(board.holderOf(localPort)).toBeNull();
  });
});

describe('the agent', () => {
  it.each([
    ['without its variable', null],
    ['with an empty one', ''],
    ['with one that is no JSON', 'yes'],
    ['with one that says nothing', '{}'],
    ['where nobody has the socket', briefingOf({ path: '/nowhere/wire', token: '', armedFile: '/nowhere/armed' })],
  ])('%s lets a program serve and end as if it were not there', async (_, briefing) => {
    const port = await freePort();
    await using program = new Program('clustered.cjs', briefing, { PORT: String(port) });
    await program.spoke;
    expect(await get(port, '/leave')).toMatchObject(served);
    expect(await program.ended).toEqual(inPeace);
  });

  it('ends with its program although the harness has gone meanwhile', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    await using program = new Program('clustered.cjs', briefingOf(board), { PORT: String(port) });
    await ear.first('listening');
    await board[Symbol.asyncDispose]();
    expect(await get(port, '/leave')).toMatchObject(served);
    expect(await program.ended).toEqual(inPeace);
  });

  it('adds nothing that a program could see: no argument, no global, no output, no file', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    const cwd = emptyFolder();
    await using watched = new Program('plain.cjs', briefingOf(board), {}, cwd);
    const seen = await watched.ended;
    await using alone = new Program('plain.cjs', null, { NODE_OPTIONS: '' }, cwd);
    expect(seen).toEqual(await alone.ended);
    expect(seen).toMatchObject({ code: 0, stderr: 'done\n' });
    expect(readdirSync(cwd)).toEqual([]);
    await ear.untilGone(watched.pid);
    expect(kindsOf(ear.said)).toEqual(['hello']);
  });

  it('is silent in worker threads', async () => {
    await using board = new Switchboard();
    const ear = await openEar(board);
    await using program = new Program('threaded.cjs', briefingOf(board));
    const { code, stdout, stderr } = await program.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^200 from port \d+\n$/);
    await ear.untilGone(program.pid);
    expect(kindsOf(ear.said)).toEqual(['hello']);
    expect(ear.gone).toEqual([program.pid]);
  });
});
