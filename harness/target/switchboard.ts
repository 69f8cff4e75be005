import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { Holders, type Lifetime } from './holders.js';
import { Lines } from './lines.js';
import { readConnection, readReport } from './read-report.js';
import { socketFolder } from './socket-folder.js';
import type { AgentReport, ToAgent } from './wire.js';

/** What the agents say, as it comes in. `pid` is the reporting process's. */
export interface AgentListener {
  onReport(pid: number, report: AgentReport): void;
  /** The process with this pid has closed its end: it is gone. */
  onGone(pid: number): void;
}

/** The harness's end of the agents' wire: one socket, all processes of the target on it. */
export class Switchboard implements AsyncDisposable {
  /** Holds the socket, and the file that exists while the fault is armed. Removed with the switchboard. */
  readonly folder = socketFolder('wire');
  readonly path = join(this.folder, 'wire');
  readonly armedFile = join(this.folder, 'armed');
  /** What an agent must show before it is listened to. */
  readonly token: string = randomUUID();
  readonly #server = net.createServer((wire) => this.#accept(wire));
  readonly #wires = new Set<net.Socket>();
  readonly #byPid = new Map<number, net.Socket>();
  readonly #holders = new Holders();
  #listener: AgentListener | null = null;

  /** Opens the socket. Rejects if it cannot. */
  async open(listener: AgentListener): Promise<void> {
    this.#listener = listener;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.path, resolve);
    });
  }

  /**
   * The process that accepted the connection from this local port of ours, if an agent told. The system gives ports out again, so
   * only what was told within the connection's lifetime is of it; without one, the latest that used the port is meant.
   */
  holderOf(clientPort: number, lifetime?: Lifetime): number | null {
    return this.#holders.of(clientPort, lifetime);
  }

  /** The system gave this local port to a connection of ours, the attempt to make which began at `atMs`. */
  given(clientPort: number, atMs: number): void {
    this.#holders.given(clientPort, atMs);
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

  /** Puts the fault into a process that is no worker of a cluster. */
  adopt(pid: number): void {
    this.#byPid.get(pid)?.write(`${'adopt' satisfies ToAgent}\n`);
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
    let pid: number | null = null;
    this.#wires.add(wire);
    wire.on('error', () => {});
    wire.on('close', () => {
      this.#wires.delete(wire);
      if (pid === null) return;
      if (this.#byPid.get(pid) === wire) this.#byPid.delete(pid);
      this.#listener?.onGone(pid);
    });
    const lines = new Lines();
    wire.setEncoding('utf8');
    // Not by node:readline, which throws the errors of a socket that its process has left behind.
    wire.on('data', (text: string) => {
      for (const line of lines.take(text)) {
        if (pid === null) pid = this.#introduced(line);
        else this.#hear(pid, line);
        if (pid === null) return void wire.destroy();
        this.#byPid.set(pid, wire);
      }
    });
  }

  /** The pid of a process, which its first line tells; `null` for whoever is no agent of this run. */
  #introduced(line: string): number | null {
    const hello = readReport(line);
    if (hello?.kind !== 'hello' || hello.token !== this.token) return null;
    this.#listener?.onReport(hello.pid, hello);
    return hello.pid;
  }

  /** Takes in one line from a process. */
  #hear(pid: number, line: string): void {
    const connection = readConnection(line);
    if (connection !== null) {
      this.#holders.claimed(connection.clientPort, { pid, atMs: connection.at });
      return;
    }
    const report = readReport(line);
    if (report !== null && report.kind !== 'hello') this.#listener?.onReport(pid, report);
  }
}
