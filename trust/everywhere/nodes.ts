import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../harness/usage-error.js';

/** The versions that refork is for: those with long-term support, and the newest. */
export const versions = ['20', '22', '24', '26'] as const;
export type Version = (typeof versions)[number];

/** Binaries are packages of their own, without a script at their installation. */
const packageOf = (version: Version): string => `node-${process.platform}-${process.arch}@${version}`;

/**
 * The program of this version of Node, got from the registry the first time.
 * @throws UsageError if it cannot be had.
 */
export function nodeOf(version: Version): string {
  const folder = resolve('runs', 'everywhere', `node-${version}`);
  const program = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', packageOf(version)];
  const { status, stderr } = spawnSync('npm', words, { cwd: folder, encoding: 'utf8' });
  if (status === 0 && existsSync(program)) return program;
  throw new UsageError(
    `Cannot get ${packageOf(version)} from the registry. Try again when it can be reached, or leave ${version} out with --node.\n${stderr.trim()}`,
  );
}
