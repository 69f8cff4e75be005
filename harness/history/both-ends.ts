/**
 * The beginning and the end of what may become long. Of the two stretches of a run that are compared one lies here and one there,
 * and each takes a second or two however long the run is.
 */
export class BothEnds<T> {
  readonly #kept: T[] = [];
  readonly #each: number;

  /** @param each how many are kept of either end at least; three times as many may be */
  constructor(each: number) {
    this.#each = each;
  }

  get all(): readonly T[] {
    return this.#kept;
  }

  add(one: T): void {
    this.#kept.push(one);
    if (this.#kept.length > 3 * this.#each) this.#kept.splice(this.#each, this.#kept.length - 2 * this.#each);
  }
}
