import { hasCode } from './errno.js';
import type { Sampler } from './sample.js';

/** Knows of a process what that last reported of itself. For platforms where it cannot be looked at from outside. */
export function reportedSampler(): Sampler {
  const reported = new Map<number, number>();
  const close = (): void => reported.clear();
  return {
    rssBytes(pid) {
      const rssBytes = reported.get(pid);
      return rssBytes !== undefined && isAlive(pid) ? rssBytes : null;
    },
    descriptors: () => null,
    report(pid, rssBytes) {
      reported.set(pid, rssBytes);
    },
    forget(pid) {
      reported.delete(pid);
    },
    close,
    [Symbol.dispose]: close,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
