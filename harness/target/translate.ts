import type { EventBody } from '../record.js';
import type { AgentReport } from './wire.js';

/** Turns what the agents of one target say into events of the run, giving each worker its number in the order of forks. */
export class Translator {
  readonly #numbers = new Map<number, number>();
  #forks = 0;
  /** The process that forks, once one has. */
  primaryPid: number | null = null;
  /** Processes in which an agent has reported. */
  agents = 0;

  /** @param port the tested port; a listener that is closed on another one is no matter of ours. */
  constructor(readonly port: number) {}

  /** A process that serves and that nobody forked: it is the primary, and the one worker there is. */
  adopt(pid: number): { worker: number; pid: number } {
    this.primaryPid = pid;
    this.#forks += 1;
    this.#numbers.set(pid, this.#forks);
    return { worker: this.#forks, pid };
  }

  /** The event that a report from process `pid` stands for, with its moment on the shared clock; `null` if it is none. */
  translate(pid: number, report: AgentReport): { body: EventBody; at: number } | null {
    switch (report.kind) {
      case 'hello':
        this.agents += 1;
        return null;
      case 'fork': {
        this.primaryPid = pid;
        this.#forks += 1;
        this.#numbers.set(report.pid, this.#forks);
        return { at: report.at, body: { kind: 'worker-forked', worker: this.#forks, pid: report.pid } };
      }
      case 'online':
        return this.#ofWorker(report.pid, report.at, (who) => ({ kind: 'worker-online', ...who }));
      case 'listening': {
        const { address, port } = report;
        return this.#ofWorker(report.pid, report.at, (who) => ({ kind: 'worker-listening', ...who, address, port }));
      }
      case 'closed':
        if (report.port !== this.port) return null;
        return this.#ofWorker(report.pid, report.at, (who) => ({ kind: 'worker-closed', ...who }));
      case 'disconnect':
        return this.#ofWorker(report.pid, report.at, (who) => ({ kind: 'worker-disconnected', ...who }));
      case 'exit': {
        const { code: exitCode, signal } = report;
        return this.#ofWorker(report.pid, report.at, (who) => ({ kind: 'worker-exited', ...who, exitCode, signal }));
      }
      case 'answered':
        return this.#ofWorker(pid, report.at, (who) => ({ kind: 'worker-answered', ...who, status: report.status }));
      case 'struck':
        return this.#ofWorker(pid, report.at, (who) => ({ kind: 'fault-struck', ...who, lethal: report.lethal }));
      default:
        return null;
    }
  }

  #ofWorker(pid: number, at: number, body: (who: { worker: number; pid: number }) => EventBody) {
    const worker = this.#numbers.get(pid);
    return worker === undefined ? null : { at, body: body({ worker, pid }) };
  }
}
