import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** A compiled server under `dist/fixtures/servers`. */
export const compiled = (name: string): string =>
  fileURLToPath(new URL(`../../dist/fixtures/servers/${name}.js`, import.meta.url));

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

const statOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return '';
  }
};

/** Whether a process runs: not gone, and not a zombie either. */
export const alive = (pid: number): boolean => /^\d+ \(.*\) [^ZX] /s.test(statOf(pid));

/** The processes of a group that run. */
export function groupOf(pgid: number): number[] {
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && new RegExp(`^\\d+ \\(.*\\) [^ZX] \\d+ ${pgid} `, 's').test(statOf(Number(name))),
    )
    .map(Number);
}

/** The name of a process's program, or nothing if it is gone. */
export const programOf = (pid: number): string | undefined => /^\d+ \((.*)\)/s.exec(statOf(pid))?.[1];

/** Waits for something that sends no event, such as the end of a process that is not our child. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

/** A server in its own process group, read line by line. Gone with its whole group when disposed. */
export class Target implements AsyncDisposable {
  readonly lines: string[] = [];
  readonly #process: ChildProcess;
  readonly #printed = new EventEmitter().setMaxListeners(0);
  readonly ended: Promise<{ code: number | null; signal: string | null }>;

  private constructor(
    file: string,
    readonly port: number,
    args: string[],
    env: Record<string, string>,
  ) {
    this.#process = spawn(process.execPath, [compiled(file), ...args], {
      detached: true,
      env: { PATH: process.env.PATH, PORT: String(port), WORKERS: '2', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      if (stream === null) throw new Error('The server has no output to read.');
      createInterface(stream).on('line', (line) => {
        this.lines.push(line);
        this.#printed.emit('line', line);
      });
    }
    this.ended = once(this.#process, 'exit').then(([code, signal]) => ({ code, signal }));
  }

  static async start(file: string, { args = [] as string[], env = {} as Record<string, string> } = {}) {
    const target = new Target(file, await freePort(), args, env);
    // A test that runs into its time limit never reaches the end of its block, and its server would be left behind.
    onTestFinished(() => target[Symbol.asyncDispose]());
    return target;
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('The server was not started.');
    return this.#process.pid;
  }

  /** Resolves once at least `times` lines match, printed before or after the call, from line `from` on. */
  async until(pattern: RegExp, { times = 1, from = 0 } = {}): Promise<string[]> {
    for (;;) {
      const found = this.lines.slice(from).filter((line) => pattern.test(line));
      if (found.length >= times) return found;
      await once(this.#printed, 'line');
    }
  }

  count(pattern: RegExp): number {
    return this.lines.filter((line) => pattern.test(line)).length;
  }

  /** The pids of the workers that were forked, in that order, the dead ones too. */
  get workers(): number[] {
    return this.lines.flatMap((line) => /\((\d+)\) forked/.exec(line)?.[1] ?? []).map(Number);
  }

  get living(): number[] {
    return this.workers.filter(alive);
  }

  /** Closes our end of its output, as a pager does that is left early. */
  stopReading(): void {
    this.#process.stdout?.destroy();
    this.#process.stderr?.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      process.kill(-this.pid, 'SIGKILL');
    } catch {
      // The whole group is gone already.
    }
    await this.ended;
  }
}
