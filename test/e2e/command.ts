import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunEvent, RunRecord } from '../../harness/record.js';

export const cli = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));

/** A server program of the project, built. */
export const server = (path: string): string =>
  fileURLToPath(new URL(`../../dist/fixtures/servers/${path}`, import.meta.url));

/** A server program that only tests need. */
export const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}`, import.meta.url));

/** What a command line is called in, where that is not what the tests are. */
export interface Surroundings {
  /** A program that starts it, with its words, such as `prlimit`. */
  by?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Another user's number, who has the folder as well. */
  user?: number;
}

/** One call of the command line, in a folder of its own that goes with it. */
export class Command implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'refork-e2e-'));
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly #closed: Promise<unknown>;

  constructor(...args: string[]);
  constructor(surroundings: Surroundings, ...args: string[]);
  constructor(first: string | Surroundings, ...others: string[]) {
    const { by = [], env = {}, user } = typeof first === 'string' ? {} : first;
    const args = typeof first === 'string' ? [first, ...others] : others;
    const end = args.indexOf('--');
    const own = end < 0 ? args : args.slice(0, end);
    const rest = end < 0 ? [] : args.slice(end);
    const [program = '', ...words] = [...by, process.execPath, cli];
    if (user !== undefined) chownSync(this.folder, user, user);
    this.child = spawn(
      program,
      [...words, ...(own.includes('--out') ? own : [...own, '--out', this.folder]), ...rest],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(user !== undefined && { uid: user, gid: user }),
        // What the run of a test says is nothing to tell the CI service that runs the tests.
        env: { ...process.env, CI: 'true', NODE_OPTIONS: '', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '', ...env },
      },
    );
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#closed = once(this.child, 'close');
  }

  /** The exit status, or the signal that ended it. */
  async ended(): Promise<number | string> {
    await this.#closed;
    return this.child.exitCode ?? this.child.signalCode ?? 'unknown';
  }

  /** Resolves once it has printed this. */
  async says(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      if (this.child.stdout?.readableEnded)
        throw new Error(`It ended without saying "${text}":\n${this.stdout}${this.stderr}`);
      await Promise.race([once(this.child.stdout as NodeJS.ReadableStream, 'data'), this.#closed]);
    }
  }

  get record(): RunRecord {
    return JSON.parse(readFileSync(join(this.folder, 'record.json'), 'utf8')) as RunRecord;
  }

  get events(): RunEvent[] {
    const lines = readFileSync(join(this.folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as RunEvent);
  }

  /** Processes of the target that are still there. */
  alive(): number[] {
    const pids = new Set(this.events.flatMap((event) => ('pid' in event && event.pid !== null ? [event.pid] : [])));
    return [...pids].filter(isAlive);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.#closed;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
