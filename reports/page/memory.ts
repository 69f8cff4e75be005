import { mb } from '../../harness/words/format.js';
import type { Picture } from '../timeline/picture.js';
import type { Incarnation } from '../timeline/slots.js';
import { slotColour, type Theme } from './theme.js';

/** The top of the memory axis, in bytes: above the ceiling and above every sample. */
export function memoryTop({ ceilingBytes, series }: Picture): number {
  let most = ceilingBytes ?? 0;
  for (const samples of Object.values(series.rssBytes)) {
    for (const sample of samples) if (sample !== null && sample > most) most = sample;
  }
  return most * 1.12;
}

/** Draws the memory of every worker in the colour of its place, the primary's, the ceiling, and when each was told to go. */
export function drawMemory(plot: uPlot, picture: Picture, theme: Theme): void {
  const { ctx: pen, bbox } = plot;
  const { slots, ceilingBytes, primaryPid, series } = picture;
  const ratio = window.devicePixelRatio || 1;
  pen.save();
  pen.beginPath();
  pen.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  pen.clip();
  pen.lineJoin = 'round';
  if (primaryPid !== null) {
    pen.strokeStyle = theme.dim;
    pen.lineWidth = ratio;
    drawSamples(plot, series.rssBytes[primaryPid] ?? [], series.everyMs, 0, Infinity);
  }
  if (ceilingBytes !== null) drawCeiling(plot, ceilingBytes, theme, ratio);
  pen.lineWidth = (slots.length > 16 ? 1 : 1.75) * ratio;
  for (const [index, { incarnations }] of slots.entries()) {
    pen.strokeStyle = slotColour(theme, index, slots.length);
    pen.fillStyle = pen.strokeStyle;
    for (const incarnation of incarnations) {
      const { pid, fromMs, untilMs } = incarnation;
      drawSamples(plot, series.rssBytes[pid] ?? [], series.everyMs, fromMs, untilMs);
      if (slots.length <= 16) drawRecycle(plot, incarnation, series.rssBytes[pid] ?? [], series.everyMs, ratio);
    }
  }
  pen.restore();
}

/** A line through the samples of a life; the highest of each pixel's where there are more samples than pixels. */
function drawSamples(
  plot: uPlot,
  samples: readonly (number | null)[],
  everyMs: number,
  fromMs: number,
  untilMs: number,
): void {
  const { ctx: pen, bbox, scales } = plot;
  const shownFromMs = Math.max(fromMs, (scales.x?.min ?? 0) - everyMs);
  const shownUntilMs = Math.min(untilMs, (scales.x?.max ?? 0) + everyMs);
  const first = Math.max(0, Math.floor(shownFromMs / everyMs));
  const last = Math.min(samples.length - 1, Math.floor(shownUntilMs / everyMs));
  const stride = Math.max(1, Math.floor((last - first) / bbox.width));
  let isDrawing = false;
  pen.beginPath();
  for (let i = first; i <= last; i += stride) {
    let sample = samples[i] ?? null;
    for (let j = i + 1; j < i + stride && j <= last; j += 1) {
      const other = samples[j] ?? null;
      if (other !== null && other > (sample ?? 0)) sample = other;
    }
    if (sample === null) continue;
    // A sample stands for its span, but a worker has no memory before its fork nor after its exit.
    const atMs = Math.min(Math.max((i + 0.5) * everyMs, fromMs), untilMs);
    const x = plot.valToPos(atMs, 'x', true);
    const y = plot.valToPos(sample, 'y', true);
    if (isDrawing) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    isDrawing = true;
  }
  pen.stroke();
}

function drawCeiling(plot: uPlot, ceilingBytes: number, theme: Theme, ratio: number): void {
  const { ctx: pen, bbox } = plot;
  const y = Math.round(plot.valToPos(ceilingBytes, 'y', true));
  pen.strokeStyle = theme.ink;
  pen.lineWidth = 1.25 * ratio;
  pen.setLineDash([5 * ratio, 4 * ratio]);
  pen.beginPath();
  pen.moveTo(bbox.left, y);
  pen.lineTo(bbox.left + bbox.width, y);
  pen.stroke();
  pen.setLineDash([]);
  pen.font = `${11 * ratio}px system-ui, sans-serif`;
  pen.fillStyle = theme.ink;
  pen.textAlign = 'left';
  pen.textBaseline = 'bottom';
  pen.fillText(`ceiling ${mb(ceilingBytes)}`, bbox.left + 4 * ratio, y - 3 * ratio);
}

/** A small arrow down where a worker was told to go. */
function drawRecycle(
  plot: uPlot,
  { recycledAtMs }: Incarnation,
  samples: readonly (number | null)[],
  everyMs: number,
  ratio: number,
): void {
  if (recycledAtMs === null) return;
  const bytes = samples[Math.floor(recycledAtMs / everyMs)] ?? null;
  if (bytes === null) return;
  const { ctx: pen } = plot;
  const x = plot.valToPos(recycledAtMs, 'x', true);
  const y = plot.valToPos(bytes, 'y', true) - 4 * ratio;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - 4 * ratio, y - 7 * ratio);
  pen.lineTo(x + 4 * ratio, y - 7 * ratio);
  pen.fill();
}
