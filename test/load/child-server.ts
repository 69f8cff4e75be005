import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own, so that it and the test can stall apart. Answers at once; counts; freezes when told. */
const program = `
let requests = 0;
const server = require('node:http').createServer((request, response) => { requests += 1; response.end('ok'); });
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
process.on('message', ({ freezeMs }) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, freezeMs);
  process.send({ requests });
});`;

export class ChildServer {
  private constructor(
    readonly url: string,
    readonly child: ChildProcess,
  ) {}

  static async start(): Promise<ChildServer> {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [{ port }] = await once(child, 'message');
    return new ChildServer(`http://127.0.0.1:${port}/`, child);
  }

  /** Does nothing for so long, and says afterwards how many requests it has had. */
  async freeze(freezeMs: number): Promise<number> {
    this.child.send({ freezeMs });
    const [{ requests }] = await once(this.child, 'message');
    return requests;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exited;
  }
}
