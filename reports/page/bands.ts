import type { Picture } from '../timeline/picture.js';
import { sharp } from './dom.js';
import type { Theme } from './theme.js';
import { gutter, margin, type Timeframe } from './timeframe.js';

/** The height of the strip that names the stretches of the load, above the lanes. CSS pixels. */
export const chaptersHeight = 24;

/** Draws what lies behind all plots: the stretches of the load with their names, the fault's tinted, and the outages. */
export function drawBands(
  canvas: HTMLCanvasElement,
  height: number,
  picture: Picture,
  timeframe: Timeframe,
  theme: Theme,
): void {
  const pen = sharp(canvas, timeframe.width, height);
  const { phases, knownUntilMs, fault, outages } = picture;
  const { loadFromMs, faultFromMs, faultUntilMs, loadUntilMs } = phases;
  const loadEndMs = loadUntilMs ?? knownUntilMs;
  const faultEndMs = faultUntilMs ?? loadEndMs;
  pen.beginPath();
  pen.rect(gutter, 0, Math.max(0, timeframe.width - gutter - margin), height);
  pen.clip();
  const x = (atMs: number): number => timeframe.xOf(atMs);
  const isFaulty = fault !== null && faultFromMs !== null;
  if (isFaulty) {
    pen.fillStyle = theme.faultTint;
    pen.fillRect(x(faultFromMs), 0, x(faultEndMs) - x(faultFromMs), height);
  }
  pen.fillStyle = theme.outageTint;
  for (const outage of outages) {
    pen.fillRect(x(outage.fromMs), chaptersHeight, Math.max(1, x(outage.untilMs) - x(outage.fromMs)), height);
  }
  const chapters: [words: string[], fromMs: number | null, untilMs: number | null][] = [
    [['before the load', 'before'], 0, loadFromMs ?? knownUntilMs],
    [['steady state', 'steady'], loadFromMs, isFaulty ? faultFromMs : loadEndMs],
    [[`the fault is on: ${fault}`, 'the fault is on', 'fault'], isFaulty ? faultFromMs : null, faultEndMs],
    [['on the way back', 'way back', 'back'], isFaulty ? faultUntilMs : null, loadEndMs],
    [['after the load', 'after'], loadUntilMs, knownUntilMs],
  ];
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  for (const [words, fromMs, endMs] of chapters) {
    if (fromMs !== null && endMs !== null && endMs > fromMs)
      drawChapter(pen, words, x(fromMs), x(endMs), height, theme);
  }
}

function drawChapter(
  pen: CanvasRenderingContext2D,
  words: readonly string[],
  fromX: number,
  untilX: number,
  height: number,
  theme: Theme,
): void {
  pen.fillStyle = theme.rule;
  pen.fillRect(Math.round(fromX), 0, 1, height);
  pen.fillRect(Math.round(untilX), 0, 1, height);
  const left = Math.max(fromX, gutter) + 6;
  const name = words.find((each) => pen.measureText(each).width <= untilX - left - 4);
  if (name === undefined) return;
  pen.fillStyle = theme.dim;
  pen.textAlign = 'left';
  pen.fillText(name, left, chaptersHeight / 2 + 1);
}
