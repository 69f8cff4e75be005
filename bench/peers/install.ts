import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Peer, versionOf, workspace } from './peers.js';

const limitMs = 180_000;

/** Installs the packages of this workspace if one of these peers needs it. What fails is told; the rows say the rest. */
export function installFor(peers: readonly Peer[], tell: (line: string) => void): void {
  if (peers.every((peer) => versionOf(peer) !== null)) return;
  tell('Installing the other supervisors into bench/node_modules …');
  const { status, stderr, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    ...{ cwd: fileURLToPath(workspace), encoding: 'utf8', timeout: limitMs },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) tell(`They could not be installed: ${(error?.message ?? stderr).trim()}`);
}
