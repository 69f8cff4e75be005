import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

interface Listening {
  pid: number;
  port: number;
}

/** The cluster of `slow-cluster.mjs`, whose workers a test can kill. */
export class SlowCluster implements AsyncDisposable {
  readonly #primary: ChildProcess;
  readonly #pids: number[] = [];
  port = 0;

  private constructor() {
    this.#primary = fork(new URL('./slow-cluster.mjs', import.meta.url), { execArgv: [] });
    this.#primary.on('message', ({ pid, port }: Listening) => {
      this.#pids.push(pid);
      this.port = port;
    });
  }

  /** Both of its workers listen. */
  static async serving(): Promise<SlowCluster> {
    const cluster = new SlowCluster();
    while (cluster.#pids.length < 2) await once(cluster.#primary, 'message');
    return cluster;
  }

  /** Kills the worker that serves longest, and waits until its replacement listens. */
  async killOne(): Promise<void> {
    const replaced = once(this.#primary, 'message');
    process.kill(this.#pids.shift() ?? Number.NaN, 'SIGKILL');
    await replaced;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#primary, 'exit');
    this.#primary.kill('SIGKILL');
    await gone;
    // One that was just forked is not known here; it ends with its channel to the primary, as these do.
    for (const pid of this.#pids) process.kill(pid, 'SIGKILL');
  }
}
