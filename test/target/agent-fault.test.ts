import { describe, expect, it } from 'vitest';
import { Switchboard } from '../../dist/harness/target/switchboard.js';
import { Folder } from '../servers/preloads.js';
import { freePort } from '../servers/target.js';
import { Program } from './a-program.js';
import { briefingOf, openEar } from './an-ear.js';
import { get } from './get.js';

describe('a fault that the agent installs', () => {
  const faulty = `
    exports.fault = {
      install({ text }, worker) {
        worker.onRequest((request, response) => {
          response.setHeader('x-fault', text + ' in ' + worker.number);
          if (request.url === '/leave') worker.lastWords();
        });
      },
    };
  `;
  const faultIn = (file: string) => ({ name: 'mark', module: `file://${file}`, options: { text: 'marked' } });
  const markOf = async (port: number): Promise<unknown> => (await get(port)).headers['x-fault'];

  it('acts while it is armed, and says so once, and again when it is lethal', async () => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    const fault = faultIn(folder.file('mark.cjs', faulty));
    await using program = new Program('clustered.cjs', briefingOf(board, { fault }), { PORT: String(port) });
    await ear.first('listening');
    expect(await markOf(port)).toBeUndefined();
    board.arm();
    while ((await markOf(port)) === undefined);
    expect(await markOf(port)).toBe('marked in 1');
    board.disarm();
    while ((await markOf(port)) !== undefined);
    board.arm();
    while ((await markOf(port)) === undefined);
    await get(port, '/leave');
    await program.ended;
    const { pid: worker } = await ear.first('listening');
    await ear.untilGone(worker);
    expect(ear.said.flatMap((each) => (each.kind === 'struck' ? [[each.from, each.lethal]] : []))).toEqual([
      [worker, false],
      [worker, true],
    ]);
  });

  it('acts from the first request on in a worker that boots while it is armed', async () => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    board.arm();
    const port = await freePort();
    const fault = faultIn(folder.file('mark.cjs', faulty));
    await using _ = new Program('clustered.cjs', briefingOf(board, { fault }), { PORT: String(port) });
    await ear.first('listening');
    expect(await markOf(port)).toBe('marked in 1');
  });

  it('acts in a process that forks nobody once that is adopted, and not before', async () => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    board.arm();
    const port = await freePort();
    const fault = faultIn(folder.file('mark.cjs', faulty));
    await using program = new Program('single.cjs', briefingOf(board, { fault }), { PORT: String(port) });
    await program.spoke;
    expect(await markOf(port)).toBeUndefined();
    await ear.first('hello');
    board.adopt(program.pid);
    while ((await markOf(port)) === undefined);
    expect(await markOf(port)).toBe('marked in 1');
  });

  const unbootable = `
    exports.fault = {
      install(_, worker) {
        worker.onBoot(() => {
          worker.lastWords();
          throw new Error('cannot boot');
        });
      },
    };
  `;

  it('can end the boot of a worker before its own code, and is heard all the same', async () => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    board.arm();
    const fault = faultIn(folder.file('unbootable.cjs', unbootable));
    await using program = new Program('clustered.cjs', briefingOf(board, { fault }), { PORT: '0' });
    const { pid: worker, code } = await ear.first('exit');
    expect(code).toBe(1);
    await ear.untilGone(worker);
    expect(ear.said.flatMap((each) => (each.kind === 'struck' ? [[each.from, each.lethal]] : []))).toEqual([
      [worker, false],
      [worker, true],
    ]);
    expect(ear.said.some(({ kind }) => kind === 'listening')).toBe(false);
    expect((await program.ended).stderr).toContain('cannot boot');
  });

  it('leaves the boot of a worker alone while it is not armed', async () => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    const fault = faultIn(folder.file('unbootable.cjs', unbootable));
    await using _ = new Program('clustered.cjs', briefingOf(board, { fault }), { PORT: '0' });
    await ear.first('listening');
  });

  it.each([
    ['exports none', 'exports.other = 1;', /exports nothing made by defineFault$/],
    [
      'throws when it is installed',
      'exports.fault = { install() { throw new Error("boom") } };',
      /^fault "mark": boom$/,
    ],
    ['cannot be loaded', 'throw new Error("no such module");', /no such module/],
  ])('whose file %s is reported, and the worker serves all the same', async (_, source, message) => {
    using folder = new Folder();
    await using board = new Switchboard();
    const ear = await openEar(board);
    const port = await freePort();
    const fault = faultIn(folder.file('mark.cjs', source));
    await using program = new Program('clustered.cjs', briefingOf(board, { fault }), { PORT: String(port) });
    expect((await ear.first('failed')).message).toMatch(message);
    await ear.first('listening');
    await get(port, '/leave');
    expect(await program.ended).toEqual({ code: 0, signal: null, stdout: 'listening\n', stderr: '' });
  });
});
