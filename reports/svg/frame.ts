import { element, escaped } from '../xml.js';

export const width = 900;
/** What stands left of the time axis, and right of it. */
export const gutter = 92;
export const margin = 14;

/** A stretch of the picture, one below the other, on the shared time axis. Lengths are pixels of the picture. */
export interface Panel {
  top: number;
  height: number;
}

/** Where a moment lies. A tenth of a pixel is as exact as anybody sees, and keeps the file small. */
export type XOf = (atMs: number) => number;

export const timeAxis =
  (untilMs: number): XOf =>
  (atMs) =>
    round(gutter + (Math.min(Math.max(atMs, 0), untilMs) / Math.max(untilMs, 1)) * (width - gutter - margin));

export const round = (n: number): number => Math.round(n * 10) / 10;

export const rect = (x: number, y: number, w: number, h: number, look: string, content = ''): string =>
  element('rect', { x: round(x), y: round(y), width: round(Math.max(0, w)), height: round(h), class: look }, content);

export const text = (x: number, y: number, look: string, words: string): string =>
  element('text', { x: round(x), y: round(y), class: look }, escaped(words));

export const line = (x1: number, y1: number, x2: number, y2: number, look: string): string =>
  element('line', { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), class: look });

/** Through all points; a gap where there is `null`. */
export function pathThrough(points: readonly ([x: number, y: number] | null)[]): string {
  let path = '';
  let open = false;
  for (const point of points) {
    if (point !== null) path += `${open ? 'L' : 'M'}${round(point[0])} ${round(point[1])}`;
    open = point !== null;
  }
  return path;
}

/** What stands left of a panel: its name, and one thing more below it. */
export const panelName = ({ top }: Panel, name: string, more = ''): string =>
  text(gutter - 10, top + 13, 'name', name) + (more === '' ? '' : text(gutter - 10, top + 28, 'dim name', more));
