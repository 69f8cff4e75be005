import { width } from '../plain-text.js';
import { type LiveState, view } from './live.js';
import type { Output, Screen } from './screen.js';
import type { Style } from './style.js';

const leastMsBetween = 100;
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';
const eraseBelow = '\u001b[0J';
const usual = { columns: 80, rows: 24 };

/**
 * Repaints the live view in place, at most ten times a second. The cursor is hidden from the first view on, and comes back
 * with `finish()` or, at the latest, when the process exits.
 */
export class Painter implements Screen {
  private painted: readonly string[] = [];
  private paintedAtMs = Number.NEGATIVE_INFINITY;
  private hidden = false;
  private readonly restore = () => this.showCursor();

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly output: Output,
    private readonly style: Style,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Nothing: the view has the last lines of the story itself. */
  tell(): void {}

  show(state: LiveState): void {
    const now = this.now();
    if (now - this.paintedAtMs < leastMsBetween) return;
    this.paintedAtMs = now;
    const columns = this.output.columns || usual.columns;
    const rows = this.output.rows || usual.rows;
    // The last column and the last row stay empty: text in them makes some terminals scroll.
    const lines = view(state, { columns: columns - 1, rows: rows - 1 }, this.style);
    this.hideCursor();
    this.output.write(`${this.toTop()}${lines.map((line) => `${line}\n`).join('')}`);
    this.painted = lines;
  }

  finish(): void {
    if (this.painted.length > 0) this.output.write(this.toTop());
    this.painted = [];
    this.showCursor();
  }

  /** Back to where the view began, and everything from there erased. */
  private toTop(): string {
    const columns = Math.max(1, this.output.columns || usual.columns);
    // A terminal that became narrower since has broken long lines in two.
    const up = this.painted.reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0);
    return up === 0 ? '' : `\u001b[${up}A\r${eraseBelow}`;
  }

  private hideCursor(): void {
    if (this.hidden) return;
    this.hidden = true;
    process.once('exit', this.restore);
    this.output.write(hideCursor);
  }

  private showCursor(): void {
    if (!this.hidden) return;
    this.hidden = false;
    process.off('exit', this.restore);
    this.output.write(showCursor);
  }
}
