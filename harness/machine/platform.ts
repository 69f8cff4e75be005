import { UsageError } from '../usage-error.js';

/**
 * What cannot be seen here as it is on Linux, a sentence each, to be said before a run and kept with it.
 *
 * @throws UsageError where nothing can be run at all.
 */
export function shortcomings(platform: NodeJS.Platform = process.platform): string[] {
  if (platform === 'win32') {
    throw new UsageError(
      'Windows has neither the signals nor the process groups that a run is made of. Run refork in WSL, or on Linux or macOS; to judge and to render saved records works here too.',
    );
  }
  if (platform === 'linux') return [];
  return [
    `On ${names[platform] ?? platform} a worker's memory is what it reports of itself, so that of a blocked one stays unknown, and a process that leaves its group is not found.`,
  ];
}

const names: Partial<Record<NodeJS.Platform, string>> = { darwin: 'macOS', freebsd: 'FreeBSD', openbsd: 'OpenBSD' };
