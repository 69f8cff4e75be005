import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownGroup } from '../harness/machine/own-group.js';
import { UsageError } from '../harness/usage-error.js';

/** Processes that the kernel gives so much of the CPUs together, as it does to a container. Disposed of once they are gone. */
export interface CpuLimit extends AsyncDisposable {
  /** With all that it starts from now on. */
  add(pid: number): void;
}

/** In microseconds: within each the kernel hands out the limit once. */
const period = 100_000;
/** A process that was just ended may keep its group busy for a moment. */
const lookEveryMs = 20;
const mostLooks = 250;

/**
 * @param cpus such as 0.5, which is half of one
 * @throws UsageError where no group (cgroup) with a limit can be made.
 */
export function openCpuLimit(cpus: number): CpuLimit {
  const group =
    process.platform === 'linux'
      ? ownGroup('cpu', readFileSync('/proc/self/mountinfo', 'utf8'), readFileSync('/proc/self/cgroup', 'utf8'))
      : null;
  const reasons: string[] = [];
  for (const place of group?.folders ?? []) {
    const folder = join(place, `refork-trust-${process.pid}`);
    try {
      if (group?.version === 2) writeFileSync(join(place, 'cgroup.subtree_control'), '+cpu');
      mkdirSync(folder);
      try {
        setLimit(folder, group?.version ?? 1, Math.round(cpus * period));
      } catch (error) {
        rmdirSync(folder);
        throw error;
      }
      return new Group(folder);
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new UsageError(
    `"throttled" needs a CPU cgroup, and none can be made: ${reasons.join('; ') || 'none is mounted'}. Run as root, or leave it out.`,
  );
}

/** Before a run is started that would be left without one. @throws UsageError where none can be made. */
export async function tryCpuLimit(): Promise<void> {
  await using _ = openCpuLimit(1);
}

function setLimit(folder: string, version: 1 | 2, quota: number): void {
  if (version === 2) {
    writeFileSync(join(folder, 'cpu.max'), `${quota} ${period}`);
    return;
  }
  writeFileSync(join(folder, 'cpu.cfs_period_us'), String(period));
  writeFileSync(join(folder, 'cpu.cfs_quota_us'), String(quota));
}

class Group implements CpuLimit {
  constructor(readonly folder: string) {}

  add(pid: number): void {
    writeFileSync(join(this.folder, 'cgroup.procs'), String(pid));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (let look = 1; ; look += 1) {
      try {
        return rmdirSync(this.folder);
      } catch (error) {
        if (look === mostLooks) throw error;
      }
      await sleep(lookEveryMs);
    }
  }
}
