import { Track } from './track.js';

/** Resident memory over time, a list a pid. */
export class RssTracks {
  #tracks = new Map<number, Track>();
  #cells = 0;

  /** How many entries `values()` would have, the `null`s before each first sample included. */
  get cells(): number {
    return this.#cells;
  }

  put(pid: number, bucket: number, bytes: number): void {
    let track = this.#tracks.get(pid);
    if (track === undefined) {
      track = new Track(Math.max);
      this.#tracks.set(pid, track);
    }
    this.#cells -= track.length;
    track.put(bucket, bytes);
    this.#cells += track.length;
  }

  coarsen(): void {
    this.#cells = 0;
    for (const track of this.#tracks.values()) {
      track.coarsen();
      this.#cells += track.length;
    }
  }

  /** Drops the quarter of the pids that were seen for the shortest time; of those alike, the first. */
  dropShortest(): void {
    const shortestFirst = [...this.#tracks].sort(([, a], [, b]) => a.extent - b.extent);
    for (const [pid, track] of shortestFirst.slice(0, Math.ceil(shortestFirst.length / 4))) {
      this.#tracks.delete(pid);
      this.#cells -= track.length;
    }
  }

  /** From bucket `first` on; without the pids that were last seen before it. */
  values(first = 0): Record<string, (number | null)[]> {
    const seen = [...this.#tracks].filter(([, track]) => track.length > first);
    return Object.fromEntries(seen.map(([pid, track]) => [pid, track.values(0, null, first)]));
  }
}
