/** One list of a series: values by bucket, with a rule for two values of the same bucket. Starts at the first one it was given. */
export class Track {
  #from = 0;
  #cells: (number | null)[] = [];

  constructor(readonly merge: (a: number, b: number) => number) {}

  /** Buckets from 0 to the last value. */
  get length(): number {
    return this.#from + this.#cells.length;
  }

  /** Buckets from the first value to the last. */
  get extent(): number {
    return this.#cells.length;
  }

  put(bucket: number, value: number): void {
    if (this.#cells.length === 0) this.#from = bucket;
    while (bucket < this.#from) {
      this.#cells.unshift(null);
      this.#from -= 1;
    }
    while (this.length <= bucket) this.#cells.push(null);
    const before = this.#cells[bucket - this.#from] ?? null;
    this.#cells[bucket - this.#from] = before === null ? value : this.merge(before, value);
  }

  /** Makes two buckets one. */
  coarsen(): void {
    const finer = this.#cells;
    const from = this.#from;
    this.#cells = [];
    for (const [i, value] of finer.entries()) if (value !== null) this.put(Math.floor((from + i) / 2), value);
  }

  /** From bucket `first` to the last value, or to bucket `buckets` if that is later, with `empty` where there is no value. */
  values<E extends number | null>(buckets: number, empty: E, first = 0): (number | E)[] {
    const length = Math.max(0, Math.max(buckets, this.length) - first);
    return Array.from({ length }, (_, i) => this.#cells[first + i - this.#from] ?? empty);
  }
}
