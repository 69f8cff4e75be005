/**
 * Cuts time into spans on a grid. Each span is told at its end by the moment on the grid at which it began, whatever the
 * delay of the timer, so that no two begin in the same place. After a stall the span that saw it is a long one.
 */
export class Spans implements Disposable {
  readonly #startNs: number;
  readonly #everyNs: number;
  readonly #clockNs: () => number;
  readonly #onEnd: (fromNs: number) => void;
  #fromNs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(startNs: number, everyMs: number, clockNs: () => number, onEnd: (fromNs: number) => void) {
    this.#startNs = startNs;
    this.#everyNs = everyMs * 1e6;
    this.#clockNs = clockNs;
    this.#onEnd = onEnd;
    this.#fromNs = startNs;
    this.#wait();
  }

  /** Ends the current span now, as the last one. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#onEnd(this.#fromNs);
  }

  #wait(): void {
    const waitMs = Math.ceil((this.#fromNs + this.#everyNs - this.#clockNs()) / 1e6);
    this.#timer = setTimeout(() => {
      this.#onEnd(this.#fromNs);
      const begun = Math.floor((this.#clockNs() - this.#startNs) / this.#everyNs) * this.#everyNs;
      this.#fromNs = Math.max(this.#fromNs + this.#everyNs, this.#startNs + begun);
      this.#wait();
    }, waitMs);
  }
}
