/**
 * The reaper: a process beside the harness that takes the target along when the harness is gone.
 *
 * It says a word once it is there. The harness holds the other end of its standard input. When that ends, however the harness
 * ended, SIGKILL included, what is left of the target is killed, and the run's folder for sockets and its memory groups are
 * removed; then the reaper is gone too.
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeGroups } from '../ceiling/memory-groups.js';
import { family, killFamily } from './family.js';

const [marker = '', folder = '', memoryGroups] = process.argv.slice(2);
let groupId = -1;

// Ctrl-C in the harness's terminal must not end the one process that cleans up after it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  groupId = Number(text);
});
process.stdin.on('error', () => {});
process.stdin.on('close', async () => {
  // More than once, because a process that was forking while it was killed leaves its child.
  for (let round = 0; round < 100; round += 1) {
    if (family({ groupId, marker }).length === 0) break;
    killFamily({ groupId, marker });
    await sleep(10);
  }
  rmSync(folder, { recursive: true, force: true });
  for (let round = 0; round < 100 && memoryGroups !== undefined; round += 1) {
    if (removeGroups(memoryGroups)) break;
    await sleep(20);
  }
});

process.stdout.on('error', () => {});
process.stdout.write('there\n');
