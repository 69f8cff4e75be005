import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRecord } from '../harness/record/read-record.js';
import type { RunRecord } from '../harness/record.js';
import type { AskedCondition } from './data.js';
import { keepBusy, pauseAll, silence, slowDown, throttle } from './noise.js';
import { nameOf, type Pair } from './pairs.js';

/** A run that others disturbed by more than this share of all CPUs was not a quiet one. */
const mostByOthers = 0.1;
/** Beside the load itself: to boot, to stop in order, and what a slowed harness adds. */
const besidesLoadMs = 90_000;

const cli = fileURLToPath(new URL('../harness/cli.js', import.meta.url));

/** One call of the command line, ended. */
export interface Made {
  /** `null` if it left none, or one that cannot be read. */
  record: RunRecord | null;
  /** How it ended without one. */
  says: string;
  /** Others used too much of the machine meanwhile for the run to count as a quiet one. */
  isDisturbed: boolean;
}

/**
 * Runs a pair once, with its files in `out`: a process of its own, as a user would start it.
 * @throws the signal's reason if it was aborted meanwhile.
 */
export async function runPair(
  { scenario, target }: Pair,
  condition: AskedCondition,
  seed: number,
  out: string,
  signal: AbortSignal,
): Promise<Made> {
  rmSync(out, { recursive: true, force: true });
  using _busy = condition === 'busy' ? keepBusy() : silence;
  const args = [cli, scenario.name, ...(target === null ? [] : ['--target', target.file])];
  const child = spawn(process.execPath, [...args, '--out', out, '--format', 'json', '--quiet'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CI: 'true' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), scenario.load.durationMs + besidesLoadMs);
  const interrupt = (): void => void child.kill('SIGINT');
  signal.addEventListener('abort', interrupt);
  try {
    const moments = `${nameOf(scenario.name, target?.name ?? null)}, ${seed}`;
    using _slowed = condition === 'slowed' ? slowDown(child, moments) : silence;
    using _paused = condition === 'paused' ? pauseAll(child, moments) : silence;
    await using _throttled = condition === 'throttled' ? throttle(child, moments) : undefined;
    const [code, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (signal.aborted) throw signal.reason;
    const made = readIn(
      out,
      said.trim() || `It ended ${by === null ? `with status ${code}` : `by ${by}`} and said nothing.`,
    );
    return { ...made, isDisturbed: (made.record?.contention.othersShare ?? 0) > mostByOthers };
  } finally {
    clearTimeout(limit);
    signal.removeEventListener('abort', interrupt);
  }
}

function readIn(out: string, says: string): Pick<Made, 'record' | 'says'> {
  const path = join(out, 'record.json');
  if (!existsSync(path)) return { record: null, says };
  try {
    return { record: readRecord(path), says };
  } catch (error) {
    return { record: null, says: String(error) };
  }
}
