import { existsSync } from 'node:fs';
import { UsageError } from '../usage-error.js';
import { procSampler } from './proc-sampler.js';
import { reportedSampler } from './reported-sampler.js';

/** Resident memory and open descriptors of processes, looked at when asked. */
export interface Sampler extends Disposable {
  /** `null` for a process that is gone, a zombie, or not known. */
  rssBytes(pid: number): number | null;
  /** Open file descriptors; `null` as above, and where the platform does not show them. */
  descriptors(pid: number): number | null;
  /** Takes what a process says of itself. Ignored where it can be seen from outside. */
  report(pid: number, rssBytes: number): void;
  /** Lets go of what is kept for a process; to be called once it is dead, before its pid may belong to another. */
  forget(pid: number): void;
  /** Lets go of everything. Also the end of a `using`. */
  close(): void;
}

/**
 * The best view this platform has: on Linux from outside, so that a blocked worker is seen as well; elsewhere what the
 * workers report of themselves, as of their last report.
 *
 * @throws UsageError on a Linux that does not show its processes.
 */
export function openSampler(platform: NodeJS.Platform = process.platform, proc = '/proc'): Sampler {
  if (platform !== 'linux') return reportedSampler();
  if (!existsSync(`${proc}/self/statm`)) {
    throw new UsageError(
      `There is no ${proc} here, through which refork sees processes on Linux. Mount it first: mount -t proc proc /proc`,
    );
  }
  return procSampler();
}
