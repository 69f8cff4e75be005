import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Finished } from './data.js';

/** Where the run that goes on has its files. */
export const runFolder = join('runs', 'trust', 'now');

/** Keeps the files of a run that did not come out right, in a folder that is named after it; of any other removes them. */
export function keepOdd({ outcome, scenario, target, condition, code, seed }: Finished): string | null {
  if (!existsSync(runFolder)) return null;
  if (outcome === 'right' || (outcome === 'inconclusive' && condition !== 'quiet')) {
    rmSync(runFolder, { recursive: true });
    return null;
  }
  const name = [outcome, scenario, target, condition, code, seed].filter((part) => part !== null).join('-');
  const folder = join('runs', 'trust', name.replaceAll(' ', '-'));
  rmSync(folder, { recursive: true, force: true });
  renameSync(runFolder, folder);
  return folder;
}
