import { describe, expect, test } from 'vitest';
import { cgroupTree, version1, version2 } from '../../harness/ceiling/cgroup-tree.js';

const unrelated = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '23 22 0:21 / /proc rw,nosuid - proc proc rw',
  '30 29 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct',
];
const mountinfo = (...lines: string[]): string => [...unrelated, ...lines, ''].join('\n');
const memoryMount = (root: string): string =>
  `31 29 0:27 ${root} /sys/fs/cgroup/memory rw shared:9 - cgroup cgroup rw,memory`;
const unifiedMount = (root: string): string =>
  `29 22 0:25 ${root} /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate`;

describe('in version 1', () => {
  test('a group is made in our own group of the tree for memory', () => {
    const cgroup = '12:cpu,cpuacct:/elsewhere\n4:memory:/user/mine\n0::/\n';
    expect(cgroupTree(mountinfo(memoryMount('/')), cgroup)).toEqual({
      dialect: version1,
      places: ['/sys/fs/cgroup/memory/user/mine'],
    });
  });

  test('the tree may be shared with other resources, and our group be its root', () => {
    expect(cgroupTree(mountinfo(memoryMount('/')), '4:hugetlb,memory,pids:/\n')?.places).toEqual([
      '/sys/fs/cgroup/memory',
    ]);
  });

  test('a container that sees only its own part of the tree sees it at the mount', () => {
    expect(cgroupTree(mountinfo(memoryMount('/docker/abc')), '4:memory:/docker/abc\n')?.places).toEqual([
      '/sys/fs/cgroup/memory',
    ]);
    expect(cgroupTree(mountinfo(memoryMount('/docker/abc')), '4:memory:/docker/abc/inner\n')?.places).toEqual([
      '/sys/fs/cgroup/memory/inner',
    ]);
  });

  test('it goes before a version 2 that is mounted beside it without the controller for memory', () => {
    const both = mountinfo(memoryMount('/'), unifiedMount('/'));
    expect(cgroupTree(both, '4:memory:/mine\n0::/other\n')?.dialect).toBe(version1);
  });
});

describe('in version 2', () => {
  test('a group is made in our own group or in one around it, the nearest first', () => {
    expect(cgroupTree(mountinfo(unifiedMount('/')), '0::/user.slice/run.scope\n')).toEqual({
      dialect: version2,
      places: ['/sys/fs/cgroup/user.slice/run.scope', '/sys/fs/cgroup/user.slice', '/sys/fs/cgroup'],
    });
  });

  test('a container with a tree of its own has one place', () => {
    expect(cgroupTree(mountinfo(unifiedMount('/')), '0::/\n')?.places).toEqual(['/sys/fs/cgroup']);
  });
});

test('without a mounted tree there is none', () => {
  expect(cgroupTree(mountinfo(), '0::/\n')).toBeNull();
  expect(cgroupTree('', '')).toBeNull();
  expect(cgroupTree(mountinfo(memoryMount('/')), '2:cpu:/\n')).toBeNull();
});
