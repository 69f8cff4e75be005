import { expect, test } from 'vitest';
import { ownGroup } from '../../harness/machine/own-group.js';

const mountinfo = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 29 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct',
  '29 22 0:25 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate',
].join('\n');

test('in version 1 each resource has a tree of its own, and a group lies in those around it', () => {
  const cgroup = '12:cpu,cpuacct:/a/b\n4:memory:/c\n0::/d\n';
  expect(ownGroup('cpu', mountinfo, cgroup)).toEqual({
    version: 1,
    folders: ['/sys/fs/cgroup/cpu/a/b', '/sys/fs/cgroup/cpu/a', '/sys/fs/cgroup/cpu'],
  });
});

test('a resource is known by its whole name', () => {
  expect(ownGroup('cpu', mountinfo, '3:cpuset:/wrong\n2:cpuacct:/wrong\n1:cpu:/right\n')?.folders[0]).toBe(
    '/sys/fs/cgroup/cpu/right',
  );
});

test('what version 1 has not mounted is in version 2', () => {
  expect(ownGroup('memory', mountinfo, '1:cpu:/a\n0::/d:e\n')).toEqual({
    version: 2,
    folders: ['/sys/fs/cgroup/d:e', '/sys/fs/cgroup'],
  });
});

test('without a mounted tree, or a place in it, there is none', () => {
  expect(ownGroup('cpu', '', '')).toBeNull();
  expect(ownGroup('cpu', mountinfo, '')).toBeNull();
});
