import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RunRecord } from '../../harness/record.js';
import { family, signalProcess } from '../../harness/target/family.js';
import { type Machine, machine } from '../machine.js';
import { type Figures, figuresOf } from './figures.js';
import { versionOf } from './peers.js';
import { type Cell, runOf } from './stories.js';

/** What came of a cell, dated. */
export type Outcome = Circumstances &
  (
    | { kind: 'ran'; figures: Figures }
    | { kind: 'not installed' }
    | { kind: 'could not run'; why: string }
    | { kind: 'ended by the time limit'; limitMs: number }
  );

interface Circumstances {
  at: string;
  /** Of the peer's package, or `null` where it is not installed. */
  version: string | null;
  machine: Machine;
}

/** Beside the load: to boot, to stop in order, and what a stuck peer adds to both. */
const besidesLoadMs = 45_000;

/** Runs a cell in a process and a home of its own, and leaves neither behind. Its record is kept in `out`. */
export async function runCell(cell: Cell, out: string, signal: AbortSignal): Promise<Outcome> {
  const version = versionOf(cell.peer);
  const circumstances: Circumstances = { at: new Date().toISOString(), version, machine: machine() };
  if (version === null) return { ...circumstances, kind: 'not installed' };

  const home = mkdtempSync(join(tmpdir(), 'refork-peer-'));
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { options } = runOf(cell, home);
  const limitMs = (options.durationMs ?? 0) + besidesLoadMs;
  const program = fileURLToPath(new URL('./cell-process.js', import.meta.url));
  const child = spawn(process.execPath, [program, cell.peer.name, cell.story.name, home, out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  let tookTooLong = false;
  const limit = setTimeout(() => {
    tookTooLong = true;
    child.kill('SIGKILL');
  }, limitMs);
  const onAbort = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', onAbort);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    if (signal.aborted) throw signal.reason;
    if (tookTooLong) return { ...circumstances, kind: 'ended by the time limit', limitMs };
    if (code !== 0) return { ...circumstances, kind: 'could not run', why: said.trim() };
    const record = JSON.parse(readFileSync(join(out, 'record.json'), 'utf8')) as RunRecord;
    return { ...circumstances, kind: 'ran', figures: figuresOf(record) };
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', onAbort);
    await endAllOf(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Ends whatever still runs with this home, a daemon included. More than once, because it may be forking meanwhile. */
async function endAllOf(home: string): Promise<void> {
  for (let round = 0; round < 50; round += 1) {
    const left = family({ groupId: -1, marker: home });
    if (left.length === 0) return;
    for (const { pid } of left) signalProcess(pid, 'SIGKILL');
    await sleep(20);
  }
}

const outcomeFile = 'outcome.json';

export function keepOutcome(out: string, outcome: Outcome): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, outcomeFile), `${JSON.stringify(outcome, null, 1)}\n`);
}

/** What came of a cell when it was last run, or `null` if it never was. */
export function keptOutcome(out: string): Outcome | null {
  try {
    return JSON.parse(readFileSync(join(out, outcomeFile), 'utf8')) as Outcome;
  } catch {
    return null;
  }
}
