import { mb } from '../../harness/words/format.js';
import type { Picture } from '../timeline/picture.js';
import { gapsOf, type Incarnation, type Slot } from '../timeline/slots.js';
import { deathMark } from './death-mark.js';
import { sharp } from './dom.js';
import { type Hatching, hatching } from './hatch.js';
import { laneHeight, lanesHeight, stretchesOf } from './lane-layout.js';
import { slotColour, type Theme } from './theme.js';
import { gutter, margin, type Timeframe } from './timeframe.js';

/** Draws a lane for each place of the cluster: who held it, in which state, and how each holder went. */
export function drawLanes(canvas: HTMLCanvasElement, picture: Picture, timeframe: Timeframe, theme: Theme): void {
  const height = lanesHeight(picture);
  const pen = sharp(canvas, timeframe.width, height);
  const lane = laneHeight(picture.slots.length);
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  const brush: Brush = {
    pen,
    timeframe,
    theme,
    lane,
    lanes: picture.slots.length,
    untilMs: picture.knownUntilMs,
    hatched: hatching(pen, theme.paper),
  };
  for (const [index, slot] of picture.slots.entries()) {
    const top = index * lane;
    drawLabel(brush, index, top);
    pen.save();
    pen.beginPath();
    pen.rect(gutter, top, Math.max(0, timeframe.width - gutter - margin), lane);
    pen.clip();
    drawLane(brush, slot, index, top);
    pen.restore();
  }
  // Marks last, and not clipped: one at the edge of the view is still a death.
  for (const [index, slot] of picture.slots.entries()) drawMarks(brush, slot, index, index * lane);
}

interface Brush {
  pen: CanvasRenderingContext2D;
  timeframe: Timeframe;
  theme: Theme;
  /** Height of one lane, and how many there are. */
  lane: number;
  lanes: number;
  untilMs: number;
  hatched: Hatching;
}

function drawLabel({ pen, theme, lane }: Brush, index: number, top: number): void {
  if (lane < 14 && index % 4 !== 0) return;
  pen.fillStyle = theme.dim;
  pen.textAlign = 'right';
  pen.fillText(`${index + 1}`, gutter - 10, top + lane / 2 + 0.5);
}

function drawLane(brush: Brush, slot: Slot, index: number, top: number): void {
  const { pen, timeframe, theme, lane, lanes, untilMs } = brush;
  for (const gap of gapsOf(slot, untilMs)) {
    pen.fillStyle = theme.bad;
    const x = timeframe.xOf(gap.fromMs);
    pen.fillRect(x, top + lane / 2 - 1, Math.max(1, timeframe.xOf(gap.untilMs) - x), 2);
  }
  const colour = slotColour(theme, index, lanes);
  for (const [i, incarnation] of slot.incarnations.entries()) {
    if (incarnation.untilMs < timeframe.fromMs || incarnation.fromMs > timeframe.untilMs) continue;
    for (const stretch of stretchesOf(slot.incarnations, i)) {
      const gap = lane > 12 ? 3 : 1;
      const half = (lane - 2 * gap) / 2;
      const y = top + gap + (stretch.part === 'lower' ? half : 0);
      const barHeight = stretch.part === 'whole' ? 2 * half : half - 0.5;
      drawStates(brush, incarnation, stretch, colour, y, barHeight);
    }
    drawName(brush, incarnation, slot.incarnations[i - 1], top);
  }
}

function drawStates(
  { pen, timeframe, hatched }: Brush,
  { servingFromMs, drainingFromMs, untilMs }: Incarnation,
  stretch: { fromMs: number; untilMs: number },
  colour: string,
  y: number,
  height: number,
): void {
  const servesFromMs = servingFromMs ?? drainingFromMs ?? untilMs;
  const drainsFromMs = Math.max(servesFromMs, drainingFromMs ?? untilMs);
  const fill = (fromMs: number, endMs: number, style: string | CanvasPattern): void => {
    const from = Math.max(fromMs, stretch.fromMs);
    const until = Math.min(endMs, stretch.untilMs);
    if (until <= from) return;
    const x = timeframe.xOf(from);
    pen.fillStyle = style;
    pen.fillRect(x, y, Math.max(1, timeframe.xOf(until) - x), height);
  };
  fill(-Infinity, servesFromMs, hatched(colour, 'sparse'));
  fill(servesFromMs, drainsFromMs, colour);
  fill(drainsFromMs, Infinity, hatched(colour, 'dense'));
}

/** Names a worker in its bar, where that is long enough. */
function drawName(brush: Brush, life: Incarnation, before: Incarnation | undefined, top: number): void {
  const { pen, timeframe, theme, lane } = brush;
  if (lane < 18) return;
  const from = Math.max(gutter, endOfMark(brush, before), timeframe.xOf(life.servingFromMs ?? life.fromMs));
  const room = Math.min(timeframe.width - margin, timeframe.xOf(life.drainingFromMs ?? life.untilMs)) - from - 22;
  const memory = life.death?.rssBytes == null ? '' : `, went with ${mb(life.death.rssBytes)}`;
  const names = [
    `worker ${life.worker} · pid ${life.pid}${memory}`,
    `worker ${life.worker} · pid ${life.pid}`,
    `worker ${life.worker}`,
    `${life.worker}`,
  ];
  const name = names.find((each) => pen.measureText(each).width <= room);
  if (name === undefined) return;
  pen.textAlign = 'left';
  // Every lane colour of the style sheet is chosen to carry the paper's colour as text.
  pen.fillStyle = theme.paper;
  pen.fillText(name, from + 7, top + lane / 2 + 0.5);
}

/** Where the mark of the worker before, and the tag of what its death cost, leave room again. */
function endOfMark({ timeframe }: Brush, before: Incarnation | undefined): number {
  if (before === undefined || !before.exited) return 0;
  return timeframe.xOf(before.untilMs) + ((before.death?.lostRequests ?? 0) > 0 ? 46 : 8);
}

function drawMarks(
  { pen, timeframe, theme, lane, lanes }: Brush,
  { incarnations }: Slot,
  index: number,
  top: number,
): void {
  const marked = incarnations.filter(({ death }) => death !== null);
  for (const [i, { worker, death }] of marked.entries()) {
    if (death === null || death.atMs.exit < timeframe.fromMs || death.atMs.exit > timeframe.untilMs) continue;
    const x = timeframe.xOf(death.atMs.exit);
    const y = top + lane / 2;
    const isSelected = timeframe.selected === worker;
    deathMark(pen, {
      x,
      y,
      radius: lane >= 20 ? 7 : lane >= 14 ? 5 : 3.5,
      cause: death.cause,
      colour: slotColour(theme, index, lanes),
      theme,
      isSelected,
    });
    const next = marked[i + 1]?.death?.atMs.exit;
    const room = (next === undefined ? timeframe.width : timeframe.xOf(next)) - x;
    if (death.lostRequests > 0 && lane >= 18 && room > 64) drawCost(pen, `−${death.lostRequests}`, x + 11, y, theme);
  }
}

/** The requests a death cost, on a tag of its own so that it can be read over a bar. */
function drawCost(pen: CanvasRenderingContext2D, text: string, x: number, y: number, theme: Theme): void {
  const width = pen.measureText(text).width + 8;
  pen.fillStyle = theme.paper;
  pen.beginPath();
  pen.roundRect(x, y - 8, width, 16, 4);
  pen.fill();
  pen.fillStyle = theme.bad;
  pen.textAlign = 'left';
  pen.fillText(text, x + 4, y + 0.5);
}
