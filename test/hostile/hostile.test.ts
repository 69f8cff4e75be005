import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { balances } from '../../harness/checks/balance.js';
import { Command } from '../e2e/command.js';

const hostile = fileURLToPath(new URL('./hostile.cjs', import.meta.url));

/** The most memory that a process has had so far. */
const peakRssBytes = (pid: number | undefined): number =>
  1024 * Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);

/** A short run against a server that turns hostile in this way, once the load is on. */
function against(way: string, ...options: string[]): Command {
  const target = ['env', 'HOSTILE_AFTER_MS=1000', process.execPath, hostile, way];
  return new Command('steady', '--workers', '2', '--duration', '2s', ...options, '--', ...target);
}

/** What a hostile target does, its way, and what may come of it besides that the machine was too busy to tell. */
const ways: [does: string, way: string, status: 0 | 1][] = [
  ['writes a gigabyte of output', 'chatter', 0],
  ['starts five hundred children', 'brood', 1],
  ['lets a process escape from its group', 'escape', 1],
  ['ignores every signal', 'deaf', 0],
  ['gives itself another title', 'renamed', 0],
  ['closes all its descriptors', 'closer', 1],
  ['answers with headers without end', 'endless-headers', 1],
  ['answers with a body without end', 'endless-body', 1],
  ['answers a byte a second', 'dribble', 1],
  ['accepts connections and says nothing', 'half-open', 1],
  ['does not speak HTTP', 'gibberish', 1],
  ['talks nonsense to the harness itself', 'wire-garbage', 0],
  ['floods the harness with reports', 'wire-flood', 0],
  ['floods the harness with reports that it has to believe', 'wire-believed', 0],
  ['reports what cannot be', 'wire-lies', 0],
  ['keeps the agent from its workers', 'stripped', 0],
];

describe('a run whose target', () => {
  it.each(ways)('%s ends with a verdict, in little memory, and leaves nothing', async (_, way, status) => {
    await using command = against(way, '--grace', '500ms');
    await command.says('the target is told to stop');
    const peak = peakRssBytes(command.child.pid);
    expect([status, 2], command.stdout + command.stderr).toContain(await command.ended());
    // A run of this length takes 80 to 130 MB by itself.
    expect(peak).toBeLessThan(512 * 2 ** 20);
    expect(balances(command.record.ledger)).toBe(true);
    expect(command.record.shutdown.observed).toBe(true);
    // Not the last one: what processes that are gone had said before may be read after it.
    expect(command.events.map(({ kind }) => kind)).toContain('target-stopped');
    expect(command.alive()).toEqual([]);
  });
});

it('a target that tells more than anyone can keep is judged with a doubt, and its record stays small', async () => {
  await using command = against('wire-believed', '--grace', '500ms');
  expect(await command.ended()).toBe(2);
  expect(command.record.doubts.join()).toMatch(/told of [\d,]+ events, more than 500 a second/);
  expect(command.record.events.length).toBeLessThanOrEqual(10_000);
});

it('a target that does not speak HTTP from the first is not run, and that is what is said', async () => {
  await using command = new Command('steady', '--workers', '2', '--', process.execPath, hostile, 'gibberish');
  expect(await command.ended()).toBe(3);
  expect(command.stderr).toContain('The target listens, but does not answer GET /');
  expect(command.stderr).not.toMatch(/^\s+at /m);
});
