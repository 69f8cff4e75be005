import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentReport, connectionMark, type ToAgent } from './wire.js';

/** What the agents say, as it comes in. `pid` is the reporting process's. */
export interface AgentListener {
  onReport(pid: number, report: AgentReport): void;
  /** The process with this pid has closed its end: it is gone. */
  onGone(pid: number): void;
}

/** The harness's end of the agents' wire: one socket, all processes of the target on it. */
export class Switchboard implements AsyncDisposable {
  /** Holds the socket, and the file that exists while the fault is armed. Removed with the switchboard. */
  readonly folder = mkdtempSync(join(tmpdir(), 'refork-'));
  readonly path = join(this.folder, 'wire');
  readonly armedFile = join(this.folder, 'armed');
  readonly #server = net.createServer((wire) => this.#accept(wire));
  readonly #wires = new Set<net.Socket>();
  /** Client port to the worker that accepted it last. Ports are 16 bits, so it never grows past that. */
  readonly #holders = new Map<number, number>();
  #listener: AgentListener | null = null;

  /** Opens the socket. Rejects if it cannot. */
  async open(listener: AgentListener): Promise<void> {
    this.#listener = listener;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.path, resolve);
    });
  }

  /** The process that accepted the connection from this local port of ours, if an agent told. */
  holderOf(clientPort: number): number | null {
    return this.#holders.get(clientPort) ?? null;
  }

  /** Switches the fault in every worker there is, and in those that boot from now on. */
  arm(): void {
    writeFileSync(this.armedFile, '');
    this.#broadcast('arm');
  }

  disarm(): void {
    rmSync(this.armedFile, { force: true });
    this.#broadcast('disarm');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener = null;
    for (const wire of this.#wires) wire.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #broadcast(message: ToAgent): void {
    for (const wire of this.#wires) wire.write(`${message}\n`);
  }

  #accept(wire: net.Socket): void {
    let pid = 0;
    this.#wires.add(wire);
    wire.on('error', () => {});
    wire.on('close', () => {
      this.#wires.delete(wire);
      this.#listener?.onGone(pid);
    });
    let partial = '';
    wire.setEncoding('utf8');
    // Not by node:readline, which throws the errors of a socket that its process has left behind.
    wire.on('data', (text: string) => {
      const lines = (partial + text).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) pid = this.#hear(pid, line);
    });
  }

  /** Takes in one line from a process. Returns the pid of that process, which its first line tells. */
  #hear(pid: number, line: string): number {
    if (line.startsWith(connectionMark)) {
      this.#holders.set(Number(line.slice(connectionMark.length)), pid);
      return pid;
    }
    const report = parseReport(line);
    if (report === null) return pid;
    const from = report.kind === 'hello' ? report.pid : pid;
    this.#listener?.onReport(from, report);
    return from;
  }
}

/** `null` for a line that was cut off by the death of its process. */
function parseReport(line: string): AgentReport | null {
  try {
    return JSON.parse(line) as AgentReport;
  } catch {
    return null;
  }
}
