import { count } from '../../harness/words/format.js';

/** What a line is one of, in singular and plural: `['death', 'deaths']`. */
export type Kind = readonly [one: string, many: string];

const mostAWindow = 5;
const windowMs = 1000;

interface Window {
  sinceMs: number;
  told: number;
  held: number;
}

/** Lets through the first 5 lines of a kind within a second, and counts the others. Its time is that of the events. */
export class Flood {
  private readonly windows = new Map<Kind, Window>();

  /** What to print of a new line: itself or nothing, after the count of a flood that is over. */
  admit(kind: Kind, line: string, atMs: number): string[] {
    const over = this.settle(atMs);
    const window = this.windows.get(kind) ?? { sinceMs: atMs, told: 0, held: 0 };
    this.windows.set(kind, window);
    if (window.told === mostAWindow) {
      window.held += 1;
      return over;
    }
    window.told += 1;
    return [...over, line];
  }

  /** The counts of floods whose second is over at `atMs`. */
  settle(atMs: number): string[] {
    const lines: string[] = [];
    for (const [kind, { sinceMs, held }] of this.windows) {
      if (atMs - sinceMs < windowMs) continue;
      this.windows.delete(kind);
      if (held > 0) lines.push(`… and ${count(held, `more ${kind[0]}`, `more ${kind[1]}`)} within a second`);
    }
    return lines;
  }
}
