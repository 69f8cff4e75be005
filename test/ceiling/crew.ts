import { Roster, type RosterWorker } from '../../harness/history/roster.js';
import type { EventBody } from '../../harness/record.js';

export const port = 4_000;

/** A roster that a test fills event by event, on a clock that it moves. Worker 1 has pid 101, and so on. */
export class Crew {
  readonly roster = new Roster(port);
  readonly events: (EventBody & { atMs: number })[] = [];
  nowMs = 0;
  #forks = 0;

  /** Workers that serve from now on. */
  static serving(count: number): Crew {
    const crew = new Crew();
    for (let n = 0; n < count; n += 1) crew.listen(crew.fork());
    return crew;
  }

  record = (event: EventBody): void => {
    const stamped = { atMs: this.nowMs, ...event };
    this.events.push(stamped);
    this.roster.apply(stamped);
  };

  fork(): number {
    this.#forks += 1;
    const pid = 100 + this.#forks;
    this.record({ kind: 'worker-forked', worker: this.#forks, pid });
    return pid;
  }

  listen(pid: number): void {
    this.record({ kind: 'worker-listening', worker: pid - 100, pid, address: null, port });
  }

  drain(pid: number): void {
    this.record({ kind: 'worker-closed', worker: pid - 100, pid });
  }

  exit(pid: number): void {
    this.record({ kind: 'worker-exited', worker: pid - 100, pid, exitCode: 0, signal: null });
  }

  cross(pid: number): void {
    this.record({ kind: 'ceiling-crossed', worker: pid - 100, pid, rssBytes: 101, ceilingBytes: 100 });
  }

  recycle(pid: number): void {
    this.record({ kind: 'worker-recycled', worker: pid - 100, pid, rssBytes: 101, signal: 'SIGTERM' });
  }

  kill(pid: number): void {
    this.record({ kind: 'worker-killed', worker: pid - 100, pid, rssBytes: 101, reason: 'grace' });
  }

  /** How many serve and were not told to go. */
  get staying(): number {
    return this.roster.living().filter((worker) => worker.state === 'serving' && !wasSentAway(worker)).length;
  }
}

export const wasSentAway = ({ recycledAtMs, killedAtMs }: RosterWorker): boolean =>
  recycledAtMs !== null || killedAtMs !== null;
