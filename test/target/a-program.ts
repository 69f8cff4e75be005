import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const agentFile = fileURLToPath(new URL('../../dist/harness/target/agent.cjs', import.meta.url));

export interface Ended {
  code: number | null;
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** A small program with the agent put before it, in a process group of its own. Gone with that group when disposed. */
export class Program implements AsyncDisposable {
  readonly #process: ChildProcess;
  /** Resolves when it has ended and all it wrote was read. */
  readonly ended: Promise<Ended>;
  /** Resolves when it first wrote something to its standard output, or ended without. */
  readonly spoke: Promise<unknown>;

  /**
   * @param name of a file in `programs/`
   * @param briefing the agent's own variable as it stands in the environment; `null` for none
   */
  constructor(name: string, briefing: string | null, env: Record<string, string> = {}, cwd?: string) {
    this.#process = spawn(process.execPath, [fileURLToPath(new URL(`./programs/${name}`, import.meta.url))], {
      detached: true,
      cwd,
      env: {
        PATH: process.env.PATH,
        ...(briefing === null ? {} : { REFORK_AGENT: briefing }),
        ...env,
        NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --require "${agentFile}"`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      this.#process[name]?.setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
      });
    }
    this.ended = once(this.#process, 'close').then(([code, signal]) => ({ code, signal, ...written }));
    this.spoke = Promise.race([new Promise((resolve) => this.#process.stdout?.once('data', resolve)), this.ended]);
    // A test that runs into its time limit never reaches the end of its block.
    onTestFinished(() => this[Symbol.asyncDispose]());
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('The program was not started.');
    return this.#process.pid;
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
