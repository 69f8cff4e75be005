import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RunEvent } from '../../harness/record.js';
import { treeOf } from '../process-tree.js';
import { type Attack, loadMs } from './attack.js';
import { groupsSinceNow } from './groups.js';
import { belongsTo, leftovers, processesOf, wordsOf } from './leftovers.js';
import type { Aftermath } from './verdict.js';

const cli = fileURLToPath(new URL('../../harness/cli.js', import.meta.url));
const longestMs = 60_000;

/**
 * Makes one run with its files in `out`, attacks it, and looks at what is left. `out` may have the files of an earlier run
 * that was killed: the next one starts clean all the same.
 */
export async function underFire(attack: Attack, out: string): Promise<Aftermath> {
  const temporaryFolder = mkdtempSync(join(tmpdir(), 'refork-fire-'));
  const groupsLeft = groupsSinceNow();
  const words = [cli, attack.scenario, '--duration', `${loadMs}ms`, '--workers', '2', '--out', out, '--quiet'];
  const command = spawn(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CI: 'true', TMPDIR: temporaryFolder },
  });
  let stderr = '';
  command.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-20_000);
  });
  const closed = once(command, 'close');
  const limit = setTimeout(() => command.kill('SIGKILL'), longestMs);
  try {
    await Promise.race([sleep(attack.atMs), closed]);
    const wasHit = await strike(attack, command, { out, temporaryFolder });
    await closed;
    const { events, brokenLines } = eventsIn(out, attack);
    const launched = events.find((event) => event.kind === 'target-launched');
    const left = await leftovers({
      temporaryFolder,
      port: launched?.kind === 'target-launched' ? launched.port : null,
      groupsLeft,
    });
    // What a defect left behind must not disturb the next run.
    for (const pid of processesOf(temporaryFolder)) kill(pid, 'SIGKILL');
    const ended = command.exitCode ?? command.signalCode;
    const isOurs = ended === 'SIGKILL' && !(attack.victim === 'harness' && attack.signal === 'SIGKILL');
    return { wasHit, ended: isOurs ? null : ended, stderr, brokenLines, left };
  } finally {
    clearTimeout(limit);
    rmSync(temporaryFolder, { recursive: true, force: true });
  }
}

interface Folders {
  out: string;
  temporaryFolder: string;
}

/** Says whether there was somebody to strike. */
async function strike(attack: Attack, command: ChildProcess, { out, temporaryFolder }: Folders): Promise<boolean> {
  const pid = command.exitCode === null && command.signalCode === null ? victimOf(attack, command, out) : null;
  // The events may be those of an earlier run in this folder still, whose pids may be anyone's by now.
  if (pid === null || !belongsTo(pid, temporaryFolder) || !kill(pid, attack.signal)) return false;
  if (attack.signal === 'SIGSTOP') {
    await sleep(attack.stopMs);
    kill(pid, 'SIGCONT');
  }
  return true;
}

function victimOf(attack: Attack, command: ChildProcess, out: string): number | null {
  const { victim, pick } = attack;
  if (victim === 'harness') return command.pid ?? null;
  if (victim === 'load') return loadOf(command.pid ?? 0);
  const { events } = eventsIn(out, attack);
  if (victim === 'primary') {
    const launched = events.find((event) => event.kind === 'target-launched');
    return launched?.kind === 'target-launched' ? launched.pid : null;
  }
  const living = new Set<number>();
  for (const event of events) {
    if (event.kind === 'worker-forked') living.add(event.pid);
    if (event.kind === 'worker-exited') living.delete(event.pid);
  }
  return [...living][Math.floor(pick * living.size)] ?? null;
}

/** The load's process: the harness's child of that name. */
const loadOf = (harness: number): number | null =>
  treeOf(harness).find((pid) => wordsOf(pid).includes('load/child.js')) ?? null;

function eventsIn(out: string, { victim, signal }: Attack): { events: RunEvent[]; brokenLines: number } {
  const path = join(out, 'events.ndjson');
  if (!existsSync(path)) return { events: [], brokenLines: 0 };
  const lines = readFileSync(path, 'utf8').split('\n');
  const last = lines.pop();
  const events: RunEvent[] = [];
  let brokenLines = last === '' || (victim === 'harness' && signal === 'SIGKILL') ? 0 : 1;
  for (const line of lines) {
    try {
      events.push(JSON.parse(line) as RunEvent);
    } catch {
      brokenLines += 1;
    }
  }
  return { events, brokenLines };
}

function kill(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
