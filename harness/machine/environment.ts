import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Evidence } from '../record.js';

const { version } = createRequire(import.meta.url)('refork/package.json') as { version: string };

/** refork's own version, from its package. */
export const reforkVersion: string = version;

/** Where a run took place. */
export const environment = (): Evidence['environment'] => ({
  node: process.version,
  platform: process.platform,
  cpus: availableParallelism(),
  refork: reforkVersion,
});
