import { expect, test } from 'vitest';
import { type CpuTime, cpuTime, machineTime, othersShare, processTime } from '../../harness/machine/cpu-time.js';

const stat = `cpu  100 10 50 800 40 3 2 5 30 4
cpu0 50 5 25 400 20 1 1 2 15 2
cpu1 50 5 25 400 20 2 1 3 15 2
intr 12 34
`;

test('of a machine all that is not idle is spent, what another guest of its host took included', () => {
  // Guests' time is in that of users already, and is not counted twice.
  expect(machineTime(stat)).toEqual({ all: 1010, spent: 170, cpus: 2 });
});

test('of a process its own time counts and that of its children that ended, whatever its name is', () => {
  expect(processTime('42 (a) R 1 (b)) S 1 42 42 0 -1 4194304 9 8 7 6 500 30 20 1 20 0 11')).toBe(551);
});

const time = (part: Partial<CpuTime>): CpuTime => ({ all: 1000, spent: 100, own: 50, ...part });

test('what others had is what was spent and not by us, of all that there was', () => {
  expect(othersShare(time({}), time({ all: 3000, spent: 1100, own: 450 }))).toBe(0.3);
  expect(othersShare(time({}), time({ all: 3000, spent: 1100, own: 1100 }))).toBe(0);
});

test('it cannot be told where the kernel does not tell, or no time has passed', () => {
  expect(othersShare(null, time({}))).toBeNull();
  expect(othersShare(time({}), null)).toBeNull();
  expect(othersShare(time({}), time({}))).toBeNull();
});

test.runIf(process.platform === 'linux')('a process that works is ours if it is asked for, and else another', () => {
  const before = [cpuTime([process.pid]), cpuTime([])];
  // Not a length of time that is judged: work until the kernel has counted some of it.
  while ((cpuTime([process.pid])?.own ?? Infinity) < (before[0]?.own ?? 0) + 20);
  const [ours, nobodys] = [
    othersShare(before[0] ?? null, cpuTime([process.pid])),
    othersShare(before[1] ?? null, cpuTime([])),
  ];
  if (ours === null || nobodys === null) return;
  expect(ours).toBeLessThan(nobodys);
  expect(cpuTime([2 ** 30])?.own).toBe(0);
});
