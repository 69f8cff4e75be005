import { once } from 'node:events';
import { existsSync } from 'node:fs';
import net from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Switchboard } from '../../harness/target/switchboard.js';
import type { AgentReport } from '../../harness/target/wire.js';

interface Heard {
  reports: [pid: number, kind: AgentReport['kind']][];
  gone: number[];
}

async function opened(board: Switchboard): Promise<Heard> {
  const heard: Heard = { reports: [], gone: [] };
  await board.open({
    onReport: (pid, { kind }) => void heard.reports.push([pid, kind]),
    onGone: (pid) => void heard.gone.push(pid),
  });
  return heard;
}

const hello = ({ token }: Switchboard, pid: number): string =>
  `${JSON.stringify({ kind: 'hello', at: 0, pid, role: 'worker', token })}\n`;

it('knows who accepted a connection, and by whom it was told what, however the lines are cut', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  const wire = net.connect(board.path);
  const text = `${hello(board, 42)}c5000 1.5\n${JSON.stringify({ kind: 'answered', at: 1, status: 200 })}\nc5001 2\n`;
  for (const letter of text) wire.write(letter);
  wire.end();
  while (heard.gone.length === 0) await turn();
  expect(heard).toEqual({
    reports: [
      [42, 'hello'],
      [42, 'answered'],
    ],
    gone: [42],
  });
  expect([5000, 5001, 5002].map((port) => board.holderOf(port))).toEqual([42, 42, null]);
});

it('survives arming and disarming workers that died a moment ago', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  for (let pid = 1; pid <= 20; pid += 1) {
    const wire = net.connect(board.path);
    wire.write(hello(board, pid));
    while (heard.reports.length < pid) await turn();
    wire.destroy();
    board.arm();
    board.disarm();
  }
  while (heard.gone.length < 20) await turn();
  expect(heard.gone).toHaveLength(20);
});

it('tells every process there is to arm', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  const wire = net.connect(board.path).setEncoding('utf8');
  wire.write(hello(board, 7));
  while (heard.reports.length === 0) await turn();
  board.arm();
  const [said] = await once(wire, 'data');
  wire.destroy();
  expect(said).toBe('arm\n');
});

it('has a file for those that boot while it is armed', async () => {
  await using board = new Switchboard();
  expect(existsSync(board.armedFile)).toBe(false);
  board.arm();
  expect(existsSync(board.armedFile)).toBe(true);
  board.disarm();
  expect(existsSync(board.armedFile)).toBe(false);
});

it('gives a connection to the process that accepted its port last', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  for (const pid of [1, 2]) {
    const wire = net.connect(board.path);
    wire.end(`${hello(board, pid)}c5000 ${pid}\n`);
    while (heard.gone.length < pid) await turn();
    expect(board.holderOf(5000)).toBe(pid);
  }
});

it('gives a connection to the process that had its port in its lifetime', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  for (const pid of [1, 2]) {
    const wire = net.connect(board.path);
    wire.end(`${hello(board, pid)}c5000 ${pid * 100}\n`);
    while (heard.gone.length < pid) await turn();
  }
  const lifetimes = [
    { sinceMs: 99, untilMs: 199 },
    { sinceMs: 199, untilMs: 299 },
    { sinceMs: 299, untilMs: 399 },
  ];
  expect(lifetimes.map((lifetime) => board.holderOf(5000, lifetime))).toEqual([1, 2, null]);
});

it('takes no notice of a line that is no report, nor of one that was cut off', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  const wire = net.connect(board.path);
  wire.end(
    `${hello(board, 9)}\nnonsense\n${JSON.stringify({ kind: 'answered', at: 1, status: 200 })}\n{"kind":"struck","a`,
  );
  while (heard.gone.length === 0) await turn();
  expect(heard.reports.map(([, kind]) => kind)).toEqual(['hello', 'answered']);
});

it('keeps two processes apart that speak at the same time', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  const wires = [1, 2].map((pid) => [pid, net.connect(board.path)] as const);
  for (const [pid, wire] of wires) wire.write(hello(board, pid).slice(0, 20));
  for (const [pid, wire] of wires.reverse()) wire.end(`${hello(board, pid).slice(20)}c500${pid} 1\n`);
  while (heard.gone.length < 2) await turn();
  expect(heard.reports.map(([pid]) => pid).sort()).toEqual([1, 2]);
  expect([5001, 5002].map((port) => board.holderOf(port))).toEqual([1, 2]);
});

it('is gone with its folder and its connections when disposed, and tells nobody of that', async () => {
  const board = new Switchboard();
  const heard = await opened(board);
  const wire = net.connect(board.path).resume();
  const ended = once(wire, 'close');
  wire.write(hello(board, 3));
  while (heard.reports.length === 0) await turn();
  board.arm();
  await board[Symbol.asyncDispose]();
  await ended;
  expect(existsSync(board.folder)).toBe(false);
  expect(heard.gone).toEqual([]);
});

it('can be disposed of though it was never opened', async () => {
  const board = new Switchboard();
  await board[Symbol.asyncDispose]();
  expect(existsSync(board.folder)).toBe(false);
});

it.each([
  ['does not say who it is', () => `${JSON.stringify({ kind: 'answered', at: 1, status: 200 })}\n`],
  ['only claims that it accepted a connection', () => 'c5000 1\n'],
  [
    'shows another token',
    () => `${JSON.stringify({ kind: 'hello', at: 0, pid: 7, role: 'worker', token: 'guessed' })}\n`,
  ],
  ['talks nonsense', () => 'nonsense\n'],
])('hangs up on whoever %s, and heard nothing', async (_, line) => {
  await using board = new Switchboard();
  const heard = await opened(board);
  const wire = net.connect(board.path);
  wire.write(`${line()}c5000 1\n`);
  wire.on('error', () => {});
  wire.resume();
  await once(wire, 'close');
  expect(heard).toEqual({ reports: [], gone: [] });
  expect(board.holderOf(5000)).toBeNull();
});

it('does not let a process be another one later on', async () => {
  await using board = new Switchboard();
  const heard = await opened(board);
  net.connect(board.path).end(`${hello(board, 7)}${hello(board, 8)}`);
  while (heard.gone.length === 0) await turn();
  expect(heard).toEqual({ reports: [[7, 'hello']], gone: [7] });
});
