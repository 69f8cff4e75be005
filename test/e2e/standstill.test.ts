import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eventually } from '../servers/target.js';
import { Command } from './command.js';

/** Far over the ceiling of `leak`, which is 82 MB or so. */
const farOverBytes = 150e6;

const rssBytes = (pid: number): number => {
  try {
    return 1024 * Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    // Gone meanwhile.
    return 0;
  }
};

it('a harness that stood still blames no worker for what it grew to, and gives the way back its time', async () => {
  await using command = new Command('leak', '--workers', '2', '--duration', '3s');
  await command.says('the fault acts in');
  command.child.kill('SIGSTOP');
  const workers = command.events.flatMap((event) => (event.kind === 'worker-forked' ? [event.pid] : []));
  await eventually(() => workers.some((pid) => rssBytes(pid) > farOverBytes));
  command.child.kill('SIGCONT');
  expect(await command.ended(), command.stdout + command.stderr).toBe(2);

  const { ceiling, checks, contention, events, phases } = command.record;
  expect(ceiling.killed).toBe(0);
  expect(ceiling.highestRssBytes).toBeGreaterThan(farOverBytes);
  expect(checks.filter(({ status }) => status === 'fail')).toEqual([]);
  const stalls = events.flatMap((event) => (event.kind === 'harness-stalled' ? [event] : []));
  const [longest] = stalls.sort((a, b) => b.forMs - a.forMs);
  expect(longest?.forMs).toBeGreaterThan(500);
  // The difference of two moments on record, whose last digits are those of a sum.
  expect(contention.longestStallMs).toBeGreaterThan((longest?.forMs ?? Infinity) - 0.001);
  // Ended at the moment it could be, and not when it should have: give or take what is done first on waking up.
  expect(phases.faultUntilMs).toBeGreaterThan((longest?.atMs ?? Infinity) + (longest?.forMs ?? Infinity) - 100);
  expect(phases.loadUntilMs - phases.faultUntilMs).toBeGreaterThan(590);
  expect(command.alive()).toEqual([]);
});
