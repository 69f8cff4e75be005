import type { EventBody, RunEvent } from './record.js';

/** Where events go while the run is on, so that a run that is cut off leaves what it saw. */
export interface Journal {
  write(event: RunEvent): void;
}

/** The monotonic clock that harness, load and target share, in milliseconds. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The append-only log of one run. Its times count from the moment it was made. */
export class Recorder {
  readonly events: RunEvent[] = [];
  readonly startedAt = new Date();
  readonly #listeners = new Set<(event: RunEvent) => void>();

  constructor(
    readonly journal: Journal,
    readonly startMs: number = monotonicMs(),
  ) {}

  nowMs(): number {
    return monotonicMs() - this.startMs;
  }

  /** From a moment of the shared clock to one of this run. */
  atMs(monotonic: number): number {
    return Math.max(0, monotonic - this.startMs);
  }

  /** Adds an event, at this moment or at the moment its source stamped it with. */
  record(body: EventBody, atMs: number = this.nowMs()): void {
    const event: RunEvent = { atMs: Math.round(atMs * 1000) / 1000, ...body };
    this.events.push(event);
    this.journal.write(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` for every event from now on. Returns how to stop that. */
  follow(listener: (event: RunEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The first event from now on that `wanted` takes. Rejects with the signal's reason when that comes first. */
  until(wanted: (event: RunEvent) => boolean, signal: AbortSignal): Promise<RunEvent> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const unfollow = this.follow((event) => {
        if (!wanted(event)) return;
        finish();
        resolve(event);
      });
      const onAbort = (): void => {
        finish();
        reject(signal.reason);
      };
      const finish = (): void => {
        unfollow();
        signal.removeEventListener('abort', onAbort);
      };
      signal.addEventListener('abort', onAbort);
    });
  }
}
