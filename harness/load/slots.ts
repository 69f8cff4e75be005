/** A slot that was missed by more than this is not made up for: a stalled load must not come back as a burst. */
const makeUpMs = 50;

/** Evenly spaced moments to send at: slot `k` is due `k / ratePerS` seconds after the start. Pure. */
export class Slots {
  readonly #startMs: number;
  readonly #perMs: number;
  #next = 0;

  constructor(ratePerS: number, startMs: number) {
    this.#perMs = ratePerS / 1000;
    this.#startMs = startMs;
  }

  /** Takes the slots that came due since the last call, and says how many of them may be used. */
  take(nowMs: number): number {
    const next = Math.floor((nowMs - this.#startMs) * this.#perMs) + 1;
    const due = next - this.#next;
    if (due <= 0) return 0;
    this.#next = next;
    return Math.min(due, Math.max(1, Math.floor(makeUpMs * this.#perMs)));
  }

  /** How long it is until the next slot; 0 if it is due. */
  waitMs(nowMs: number): number {
    return Math.max(0, this.#startMs + this.#next / this.#perMs - nowMs);
  }
}
