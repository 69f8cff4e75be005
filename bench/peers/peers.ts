import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { resilient } from '../../fixtures/servers/index.js';
import type { ServerFile } from '../../harness/index.js';
import { reforkVersion } from '../../harness/machine/environment.js';

/** A supervisor to be measured, in one configuration. */
export interface Peer {
  /** One word, for `--peer`. */
  name: string;
  /** As its row is called. */
  label: string;
  /** The npm package that it is, or `null` for one that comes with refork. */
  package: string | null;
  server: ServerFile;
  /** Where it enforces a ceiling by itself: how long it takes to notice and act, at the most. */
  ownCeilingWithinMs?: number;
  /** Its ceiling is refork's to enforce, in every story. */
  guarded?: true;
  /** The stories that tell it from the same supervisor's default; all unless given. */
  only?: readonly string[];
}

/** The folder of this workspace, with the servers and the packages in it. */
export const workspace = new URL('../../../bench/', import.meta.url);

const server = (file: string, env: Record<string, string> = {}): ServerFile => ({
  file: new URL(`servers/${file}`, workspace).href,
  // Supervisors behave differently in development: egg-cluster reforks in production alone.
  env: { NODE_ENV: 'production', ...env },
  bareEnvironment: true,
});

const pm2 = (env: Record<string, string> = {}): ServerFile => ({
  ...server('pm2.config.cjs', env),
  file: new URL('node_modules/pm2/bin/pm2-runtime', workspace).href,
  args: ['start', fileURLToPath(new URL('servers/pm2.config.cjs', workspace))],
});

const graceful = { GRACEFUL: 'yes' };
const looksEachSecond = { PM2_WORKER_INTERVAL: '1000' };
const leaving = ['leak', 'leak-own', 'drain', 'bad-release'];

/** In the order of their rows. */
export const peers: readonly Peer[] = [
  { name: 'refork', label: "refork's resilient fixture", package: null, server: resilient, ownCeilingWithinMs: 0 },
  {
    ...{ name: 'refork-guarded', label: "refork's resilient fixture, guarded by refork", package: null },
    ...{ server: resilient, guarded: true, ownCeilingWithinMs: 0, only: ['leak-own'] },
  },
  {
    ...{ name: 'refork-spare', label: "refork's resilient fixture with a spare", package: null },
    ...{ server: { ...resilient, env: { SPARE: '1' } }, only: ['leak', 'crash'] },
  },
  { name: 'course-page', label: "the course page's loop", package: null, server: server('course-page.mjs') },
  { name: 'pm2', label: 'pm2', package: 'pm2', server: pm2(), ownCeilingWithinMs: 35_000 },
  {
    ...{ name: 'pm2-1s', label: 'pm2, looks each second', package: 'pm2', server: pm2(looksEachSecond) },
    ...{ ownCeilingWithinMs: 3000, only: ['leak-own', 'bad-release'] },
  },
  {
    ...{ name: 'pm2-graceful', label: 'pm2, looks each second, app drains', package: 'pm2' },
    ...{ server: pm2({ ...looksEachSecond, ...graceful }), ownCeilingWithinMs: 3000, only: leaving },
  },
  { name: 'throng', label: 'throng', package: 'throng', server: server('throng.mjs') },
  {
    ...{ name: 'throng-graceful', label: 'throng, disconnects on SIGTERM', package: 'throng' },
    ...{ server: server('throng.mjs', graceful), only: leaving },
  },
  { name: 'cfork', label: 'cfork', package: 'cfork', server: server('cfork.mjs', { APP: './app.mjs' }) },
  {
    ...{ name: 'cfork-graceful', label: 'cfork with graceful, app drains', package: 'cfork' },
    ...{ server: server('cfork.mjs', { APP: './cfork-graceful-app.mjs' }), only: ['crash', ...leaving] },
  },
  {
    name: 'recluster',
    label: 'recluster',
    package: 'recluster',
    server: server('recluster.mjs', { APP: './app.mjs' }),
  },
  {
    ...{ name: 'recluster-graceful', label: 'recluster, app drains', package: 'recluster' },
    ...{ server: server('recluster.mjs', { APP: './draining-app.mjs' }), only: leaving },
  },
  {
    ...{ name: 'cluster-service', label: 'cluster-service', package: 'cluster-service' },
    ...{ server: server('cluster-service.mjs'), ownCeilingWithinMs: 35_000 },
  },
  {
    ...{ name: 'graceful-cluster', label: 'graceful-cluster with its server', package: 'graceful-cluster' },
    ...{ server: server('graceful-cluster.mjs'), ownCeilingWithinMs: 3000 },
  },
  {
    name: 'egg-cluster',
    label: 'egg-cluster with graceful',
    package: 'egg-cluster',
    server: server('egg-cluster.mjs'),
  },
];

/** The version of a peer as it is installed, or `null` where it is not. */
export function versionOf({ package: name }: Peer): string | null {
  if (name === null) return reforkVersion;
  try {
    return (createRequire(workspace)(`./node_modules/${name}/package.json`) as { version: string }).version;
  } catch {
    return null;
  }
}
