import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { hasCode } from './errno.js';
import type { Sampler } from './sample.js';

/**
 * Samples processes through Linux' `/proc`. It keeps `/proc/PID/statm` open for each and reads it again at position 0:
 * measured over 64 processes, 0.1 to 0.3 ms a round instead of 0.7 to 1.1 ms, and a descriptor stands for the process it
 * was opened for, so a pid that the system gives out again reads as gone until it is forgotten.
 */
export function procSampler(): Sampler {
  const line = Buffer.alloc(128);
  const statms = new Map<number, number | 'gone'>();

  const residentPages = (pid: number): number | null => {
    const statm = statms.get(pid) ?? openStatm(pid);
    statms.set(pid, statm);
    if (statm === 'gone') return null;
    try {
      return parseResidentPages(line.toString('latin1', 0, readSync(statm, line, 0, line.length, 0)));
    } catch (error) {
      if (!isGone(error)) throw error;
      closeSync(statm);
      statms.set(pid, 'gone');
      return null;
    }
  };
  const forget = (pid: number): void => {
    const statm = statms.get(pid);
    if (typeof statm === 'number') closeSync(statm);
    statms.delete(pid);
  };
  const close = (): void => {
    for (const pid of [...statms.keys()]) forget(pid);
  };

  const pageBytes = pageSize(process.memoryUsage.rss(), residentPages(process.pid));
  return {
    rssBytes(pid) {
      const pages = residentPages(pid);
      return pages === null ? null : pages * pageBytes;
    },
    descriptors(pid) {
      return residentPages(pid) === null ? null : countDescriptors(pid);
    },
    report() {},
    forget,
    close,
    [Symbol.dispose]: close,
  };
}

/** The second figure of `/proc/PID/statm` (proc_pid_statm(5)), or `null` for a zombie, whose memory is all 0. */
export function parseResidentPages(statm: string): number | null {
  const pages = Number(statm.split(' ')[1]);
  return pages > 0 ? pages : null;
}

/** Node does not tell the size of a page. A process that sees its own memory in both units has it, near enough to round. */
export function pageSize(rssBytes: number, residentPages: number | null): number {
  return residentPages === null ? 4096 : 2 ** Math.round(Math.log2(rssBytes / residentPages));
}

function openStatm(pid: number): number | 'gone' {
  try {
    return openSync(`/proc/${pid}/statm`, 'r');
  } catch (error) {
    if (isGone(error)) return 'gone';
    throw error;
  }
}

function countDescriptors(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch (error) {
    // Another user's process shows its memory but not its descriptors.
    if (isGone(error) || hasCode(error, 'EACCES') || hasCode(error, 'EPERM')) return null;
    throw error;
  }
}

/** No such file at opening, no such process at reading. */
function isGone(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH');
}
