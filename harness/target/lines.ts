/** More than any report has. */
export const longestLine = 64 * 1024;

/**
 * Makes lines of a text that comes in pieces, in little memory whatever comes: a line longer than `longestLine` is dropped whole,
 * also one that never ends.
 */
export class Lines {
  #partial = '';
  #isDropped = false;

  /** How many characters wait for the end of their line, which is all that it takes of memory. */
  get waiting(): number {
    return this.#partial.length;
  }

  /** The lines that this piece completes. */
  take(piece: string): string[] {
    const [first = '', ...others] = piece.split('\n');
    const last = others.pop();
    if (last === undefined) {
      this.#keep(first);
      return [];
    }
    this.#keep(first);
    const complete = this.#isDropped ? others : [this.#partial, ...others];
    this.#partial = '';
    this.#isDropped = false;
    this.#keep(last);
    return complete.filter(({ length }) => length <= longestLine);
  }

  #keep(text: string): void {
    this.#isDropped ||= this.#partial.length + text.length > longestLine;
    this.#partial = this.#isDropped ? '' : this.#partial + text;
  }
}
