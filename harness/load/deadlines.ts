/** Something that waits for an answer, or for nothing. */
export interface Waiting {
  /** When it will have waited for `timeoutMs`, or `Infinity`; on the clock of `performance.now()`. */
  deadlineMs(timeoutMs: number): number;
  giveUp(): void;
}

/** A timer later than this was held up by this process itself, and answers may be waiting unread. */
const stalledMs = 20;

/**
 * Gives up each request that stays unanswered for `timeoutMs`. One timer for all, set to the earliest deadline:
 * no later request can have an earlier one, as they all have the same time. After a stall of the load's own process
 * every request gets as much time again as the stall took.
 */
export class Deadlines implements Disposable {
  readonly #all: Iterable<Waiting>;
  readonly #timeoutMs: number;
  #dueMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(all: Iterable<Waiting>, timeoutMs: number) {
    this.#all = all;
    this.#timeoutMs = timeoutMs;
    this.#sweepAt(performance.now() + timeoutMs);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #sweepAt(dueMs: number): void {
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => this.#sweep(), Math.ceil(dueMs - performance.now()));
  }

  #sweep(): void {
    const nowMs = performance.now();
    const lateMs = nowMs - this.#dueMs;
    if (lateMs > stalledMs) {
      this.#sweepAt(nowMs + lateMs);
      return;
    }
    let earliestMs = nowMs + this.#timeoutMs;
    for (const waiting of this.#all) {
      const deadlineMs = waiting.deadlineMs(this.#timeoutMs);
      if (deadlineMs <= nowMs) waiting.giveUp();
      else earliestMs = Math.min(earliestMs, deadlineMs);
    }
    this.#sweepAt(earliestMs);
  }
}
