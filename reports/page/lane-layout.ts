import type { Picture } from '../timeline/picture.js';
import type { Incarnation } from '../timeline/slots.js';
import type { Timeframe } from './timeframe.js';

/** How high a lane is: the fewer, the higher. CSS pixels. */
export function laneHeight(lanes: number): number {
  if (lanes <= 6) return 30;
  if (lanes <= 16) return 20;
  return lanes <= 32 ? 14 : 10;
}

/** How high all lanes are together. */
export const lanesHeight = ({ slots }: Picture): number => Math.max(1, slots.length) * laneHeight(slots.length);

const reach = 12;

/** The worker whose death is drawn nearest to a point of the lanes, if one is within reach of a finger. */
export function deathNear(picture: Picture, timeframe: Timeframe, x: number, y: number): number | null {
  const slot = picture.slots[Math.floor(y / laneHeight(picture.slots.length))];
  let nearest: { worker: number; distance: number } | null = null;
  for (const { worker, death } of slot?.incarnations ?? []) {
    if (death === null) continue;
    const distance = Math.abs(timeframe.xOf(death.atMs.exit) - x);
    if (distance <= reach && distance < (nearest?.distance ?? Infinity)) nearest = { worker, distance };
  }
  return nearest?.worker ?? null;
}

/** Which part of its lane a worker has over a stretch: while two hold one place, the first has the upper half. */
export interface Stretch {
  fromMs: number;
  untilMs: number;
  part: 'whole' | 'upper' | 'lower';
}

/** A worker's life cut where it overlaps with the worker before it or after it in the same place. */
export function stretchesOf(incarnations: readonly Incarnation[], index: number): Stretch[] {
  const own = incarnations[index];
  if (own === undefined) return [];
  const before = incarnations[index - 1];
  const after = incarnations[index + 1];
  const sharedUntilMs = Math.min(own.untilMs, Math.max(own.fromMs, before?.untilMs ?? 0));
  const sharedFromMs = Math.max(sharedUntilMs, Math.min(own.untilMs, after?.fromMs ?? Infinity));
  const stretches: Stretch[] = [
    { fromMs: own.fromMs, untilMs: sharedUntilMs, part: 'lower' },
    { fromMs: sharedUntilMs, untilMs: sharedFromMs, part: 'whole' },
    { fromMs: sharedFromMs, untilMs: own.untilMs, part: 'upper' },
  ];
  return stretches.filter(({ fromMs, untilMs }) => untilMs > fromMs);
}
