import { EventEmitter, once } from 'node:events';
import type { Switchboard } from '../../dist/harness/target/switchboard.js';
import type { AgentBriefing, AgentReport } from '../../harness/target/wire.js';

export type Said = { from: number } & AgentReport;

/** All that agents say to a switchboard, as it comes. */
export class Ear extends EventEmitter {
  readonly said: Said[] = [];
  readonly gone: number[] = [];

  onReport(pid: number, report: AgentReport): void {
    this.said.push({ from: pid, ...report });
    this.emit('heard');
  }

  onGone(pid: number): void {
    this.gone.push(pid);
    this.emit('heard');
  }

  /** The first report of this kind, made already or yet to come. */
  async first<K extends AgentReport['kind']>(kind: K): Promise<Extract<Said, { kind: K }>> {
    for (;;) {
      const found = this.said.find((each): each is Extract<Said, { kind: K }> => each.kind === kind);
      if (found !== undefined) return found;
      await once(this, 'heard');
    }
  }

  /** Waits until the process has said all that it ever will. */
  untilGone(pid: number): Promise<void> {
    return this.until(() => this.gone.includes(pid));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await once(this, 'heard');
  }
}

/** Opens the switchboard, and hears what is said to it. */
export async function openEar(board: Switchboard): Promise<Ear> {
  const ear = new Ear();
  await board.open(ear);
  return ear;
}

/** What agents that shall speak to this switchboard are given. */
export const briefingOf = (
  { path, token, armedFile }: Pick<Switchboard, 'path' | 'token' | 'armedFile'>,
  part: Partial<AgentBriefing> = {},
) =>
  JSON.stringify({
    wire: path,
    token,
    port: 0,
    armedFile,
    fault: null,
    memoryEveryMs: null,
    ...part,
  } satisfies AgentBriefing);
