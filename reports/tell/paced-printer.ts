import { wrap } from '../../harness/words/wrap.js';
import { printable } from '../plain-text.js';
import type { Output } from '../terminal/screen.js';
import type { Style } from '../terminal/style.js';
import type { Passage } from './storyteller.js';

/** Waits so long; rejects when the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

const atLeastMs = 700;
const perCharacterMs = 18;
const indent = 10;

/** How long a line takes to be read, or to be read out. */
export const readingMs = (line: string): number => atLeastMs + perCharacterMs * line.length;

/**
 * Prints passages no faster than they can be read. What is told while it prints stands in a queue, so that nobody who tells
 * waits: a run goes on at its own pace, and the story comes after it.
 */
export class PacedPrinter {
  readonly #queue: string[] = [];
  readonly #end = new AbortController();
  #printing: Promise<void> = Promise.resolve();
  #busy = false;

  /** @param pause by which clock to wait, or `null` to print everything at once, where nobody follows line by line */
  constructor(
    private readonly output: Output,
    private readonly style: Style,
    private readonly pause: Pause | null,
  ) {}

  /** Adds to the story. Returns at once. */
  tell(passages: readonly Passage[]): void {
    if (this.#end.signal.aborted) return;
    this.#queue.push(...passages.flatMap((passage) => this.#lines(passage)));
    if (this.#busy) return;
    this.#busy = true;
    this.#printing = this.#print();
  }

  /** Resolves when all that was told so far is printed, or the story was ended. */
  told(): Promise<void> {
    return this.#printing;
  }

  /** Ends the story here: nothing more is printed. */
  end(): void {
    this.#queue.length = 0;
    this.#end.abort();
  }

  async #print(): Promise<void> {
    for (let line = this.#queue.shift(); line !== undefined; line = this.#queue.shift()) {
      this.output.write(`${line}\n`);
      // Also before the next line is there, for it may come at once.
      if (this.pause !== null) await this.pause(readingMs(line), this.#end.signal).catch(() => {});
    }
    this.#busy = false;
  }

  #lines({ atMs, text, words }: Passage): string[] {
    const columns = Math.max(40, Math.min(this.output.columns || 100, 100)) - indent;
    const time = `${(atMs / 1000).toFixed(1)} s`.padStart(indent - 2);
    const blank = `\n${' '.repeat(indent)}`;
    return [
      `${this.style.dim(time)}  ${wrap(printable(text, 600), columns).join(blank)}`,
      ...words.map((word) => this.style.dim(`${' '.repeat(indent)}${wrap(printable(word, 600), columns).join(blank)}`)),
    ];
  }
}
