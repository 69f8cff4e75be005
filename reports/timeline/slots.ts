import type { Life, WorkerState } from '../../harness/history/roster.js';
import { successionOf } from '../../harness/history/succession.js';
import type { Death, Phases, RunEvent } from '../../harness/record.js';

/** One worker in its place of the cluster: from its fork to its exit, or as far as the picture goes. */
export interface Incarnation {
  worker: number;
  pid: number;
  fromMs: number;
  /** When it first listened; `null` if it never did. */
  servingFromMs: number | null;
  /** When it closed its listener or lost its channel; `null` if it did not before it went. */
  drainingFromMs: number | null;
  untilMs: number;
  exited: boolean;
  crossedAtMs: number | null;
  recycledAtMs: number | null;
  killedAtMs: number | null;
  /** Its death, if it died under load. */
  death: Death | null;
}

/** A place in the cluster, held by one worker after the other. Two overlap where a replacement is forked first. */
export interface Slot {
  incarnations: Incarnation[];
}

export interface SlotsInput {
  events: readonly RunEvent[];
  /** The tested port. */
  port: number;
  phases: Phases;
  deaths: readonly Death[];
  /** Where the picture ends. */
  untilMs: number;
}

/**
 * The places of the cluster in the order in which they were first taken. A worker takes the place of the one that its fork
 * answers; one that answers none takes the first place whose holder is gone, or else a new one.
 */
export function slotsOf({ events, port, phases, deaths, untilMs }: SlotsInput): Slot[] {
  const { lives, predecessorOf } = successionOf(events, port, phases);
  const deathOf = new Map(deaths.map((death) => [death.worker, death]));
  const slots: Slot[] = [];
  const slotOf = new Map<Life, Slot>();
  for (const life of lives) {
    if (life.forkedAtMs > untilMs) continue;
    const predecessor = predecessorOf(life);
    let slot = predecessor === null ? undefined : slotOf.get(predecessor);
    slot ??= slots.find(({ incarnations }) => incarnations.every((each) => isGoneBy(each, life.forkedAtMs)));
    if (slot === undefined) {
      slot = { incarnations: [] };
      slots.push(slot);
    }
    slot.incarnations.push(incarnationOf(life, deathOf.get(life.worker) ?? null, untilMs));
    slotOf.set(life, slot);
  }
  return slots;
}

const isGoneBy = ({ exited, untilMs }: Incarnation, atMs: number): boolean => exited && untilMs <= atMs;

function incarnationOf(life: Life, death: Death | null, untilMs: number): Incarnation {
  const { worker, pid, forkedAtMs, listeningAtMs, exitedAtMs, crossedAtMs, recycledAtMs, killedAtMs } = life;
  const closings = [life.closedAtMs, life.disconnectedAtMs].filter((atMs) => atMs !== null);
  const drainingFromMs = closings.length === 0 ? null : Math.min(...closings);
  return {
    ...{ worker, pid, crossedAtMs, recycledAtMs, killedAtMs, death },
    fromMs: forkedAtMs,
    servingFromMs: listeningAtMs,
    drainingFromMs: drainingFromMs === null || drainingFromMs >= (exitedAtMs ?? Infinity) ? null : drainingFromMs,
    untilMs: Math.min(exitedAtMs ?? untilMs, untilMs),
    exited: exitedAtMs !== null && exitedAtMs <= untilMs,
  };
}

/** What a worker was doing at a moment; `null` before its fork. */
export function stateAt(incarnation: Incarnation, atMs: number): WorkerState | null {
  const { fromMs, servingFromMs, drainingFromMs, untilMs, exited } = incarnation;
  if (atMs < fromMs) return null;
  if (exited && atMs >= untilMs) return 'dead';
  if (drainingFromMs !== null && atMs >= drainingFromMs) return 'draining';
  return servingFromMs !== null && atMs >= servingFromMs ? 'serving' : 'booting';
}

/** The stretches of time in which a place was held by nobody, from its first holder on. */
export function gapsOf({ incarnations }: Slot, untilMs: number): { fromMs: number; untilMs: number }[] {
  const gaps: { fromMs: number; untilMs: number }[] = [];
  let heldUntilMs: number | null = null;
  for (const { fromMs, untilMs: endMs } of incarnations) {
    if (heldUntilMs !== null && fromMs > heldUntilMs) gaps.push({ fromMs: heldUntilMs, untilMs: fromMs });
    heldUntilMs = Math.max(heldUntilMs ?? 0, endMs);
  }
  if (heldUntilMs !== null && heldUntilMs < untilMs) gaps.push({ fromMs: heldUntilMs, untilMs });
  return gaps;
}
