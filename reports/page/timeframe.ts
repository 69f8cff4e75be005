/** The left edge of every plot's drawing area, and the room at its right, in CSS pixels: one time axis for all of them. */
export const gutter = 52;
export const margin = 14;

type Listener = () => void;

/** What all plots share: the stretch of time shown, the moment looked at, and the death looked into. Times are `atMs`. */
export class Timeframe {
  fromMs = 0;
  untilMs = 1;
  /** `null` where nobody points. */
  momentMs: number | null = null;
  /** The number of the worker whose death is looked into. */
  selected: number | null = null;
  /** CSS pixels of a plot, gutter and margin included. */
  width = 0;
  #endMs = 1;
  readonly #onRange: Listener[] = [];
  readonly #onMoment: Listener[] = [];
  readonly #onSelect: Listener[] = [];

  /** Called after the stretch of time or the width has changed. */
  onRange(listener: Listener): void {
    this.#onRange.push(listener);
  }

  onMoment(listener: Listener): void {
    this.#onMoment.push(listener);
  }

  onSelect(listener: Listener): void {
    this.#onSelect.push(listener);
  }

  get endMs(): number {
    return this.#endMs;
  }

  get isZoomed(): boolean {
    return this.fromMs > 0 || this.untilMs < this.#endMs;
  }

  /** Another run is looked at from now on. */
  begin(): void {
    this.#endMs = 1;
    this.fromMs = 0;
    this.untilMs = 1;
    this.momentMs = null;
    this.selected = null;
  }

  /** The run goes this far now. A view of the whole run grows with it; one of a part stays. */
  extend(endMs: number): void {
    if (!this.isZoomed) this.untilMs = endMs;
    this.#endMs = endMs;
  }

  /** Shows a part, but no less than 20 ms of it. */
  zoom(fromMs: number, untilMs: number): void {
    const least = 20;
    const middle = (fromMs + untilMs) / 2;
    const half = Math.max(least, untilMs - fromMs) / 2;
    this.fromMs = Math.max(0, middle - half);
    this.untilMs = Math.min(this.#endMs, middle + half);
    tell(this.#onRange);
  }

  showAll(): void {
    this.zoom(0, this.#endMs);
  }

  resize(width: number): void {
    if (width === this.width) return;
    this.width = width;
    tell(this.#onRange);
  }

  pointAt(atMs: number | null): void {
    this.momentMs = atMs === null ? null : Math.min(Math.max(atMs, 0), this.#endMs);
    tell(this.#onMoment);
  }

  select(worker: number | null): void {
    this.selected = worker;
    tell(this.#onSelect);
  }

  /** Where a moment stands, in CSS pixels from the left edge of a plot. */
  xOf(atMs: number): number {
    return gutter + ((atMs - this.fromMs) / (this.untilMs - this.fromMs)) * (this.width - gutter - margin);
  }

  /** The moment at so many CSS pixels from the left edge of a plot, or `null` outside its drawing area. */
  atX(x: number): number | null {
    return x < gutter - 4 || x > this.width - margin + 4 ? null : this.nearestTo(x);
  }

  /** The same, but for a point outside the drawing area the edge next to it. */
  nearestTo(x: number): number {
    const share = (x - gutter) / (this.width - gutter - margin);
    return this.fromMs + Math.min(1, Math.max(0, share)) * (this.untilMs - this.fromMs);
  }
}

function tell(listeners: readonly Listener[]): void {
  for (const listener of listeners) listener();
}
