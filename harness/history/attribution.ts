import { earliest } from './lives.js';
import { type Interval, nearestEnds } from './nearest-end.js';
import type { Life } from './roster.js';
import { spanAt, unattended } from './unattended.js';

/** Which worker's end explains how many of the lost requests. Both together are all that were lost. */
export interface Attribution {
  byWorker: Map<number, number>;
  unattributed: number;
}

/**
 * A crashing worker's connections end before its primary hears of it, and so may those of one that closes its listener by itself.
 * So long before what the primary reports, a loss may belong to it.
 */
const heardLateMs = 1000;
/**
 * So long after an exit, a loss on a connection that no worker had claimed yet may belong to it. Long, because on a busy machine
 * the load hears late that a connection ended: 0.2 s were seen.
 */
const afterExitMs = 1000;

/**
 * When a worker's end began to cost requests: when it was told to go, was killed or was struck lethally, all of which are known
 * to the moment; where its end began by itself, a second before that was heard. `null` if it neither exited nor is sure to.
 */
export function fatalFromMs(life: Life): number | null {
  const sure = earliest(life.recycledAtMs, life.killedAtMs, life.lethalAtMs);
  if (life.exitedAtMs === null) return sure;
  const heard = earliest(life.closedAtMs, life.disconnectedAtMs, life.exitedAtMs) ?? life.exitedAtMs;
  return sure !== null && sure <= heard ? sure : heard - heardLateMs;
}

/**
 * Lost requests by time and connection holder. Times are kept to 10 ms; where that would take more than `maxCells` counts, as
 * for a server that drops requests all day long, to as little more as needed.
 */
export class Losses {
  #widthMs = 10;
  #cells = 0;
  #maxCells: number;
  #total = 0;
  #byPid = new Map<number | null, Map<number, number>>();

  constructor(maxCells = 200_000) {
    this.#maxCells = maxCells;
  }

  /** How many were lost. */
  get total(): number {
    return this.#total;
  }

  /** How many counts it keeps, which is what it takes of memory. */
  get cells(): number {
    return this.#cells;
  }

  /** `pid` held the connection; `null` where no worker had said that it did. */
  add(atMs: number, pid: number | null): void {
    this.#total += 1;
    this.#put(pid, Math.floor(atMs / this.#widthMs), 1);
    if (this.#cells > this.#maxCells) this.#coarsen();
  }

  /**
   * Charges every loss to the end of the worker that held its connection, if it happened since that end began, however late; one
   * without a holder to the nearest end around it. What no end explains is unattributed.
   */
  attribute(lives: readonly Life[]): Attribution {
    const byWorker = new Map<number, number>();
    const charge = ({ worker }: Life, count: number): void =>
      void byWorker.set(worker, (byWorker.get(worker) ?? 0) + count);
    let unattributed = 0;
    const byHolder = incarnations(lives);
    const withoutHolder: Interval<number>[] = [];
    for (const [pid, cells] of this.#byPid) {
      for (const [cell, count] of cells) {
        const span = { fromMs: cell * this.#widthMs, untilMs: (cell + 1) * this.#widthMs, of: count };
        if (pid === null) {
          withoutHolder.push(span);
          continue;
        }
        const holder = byHolder.get(pid)?.findLast(({ forkedAtMs }) => forkedAtMs < span.untilMs);
        const fatalFrom = holder === undefined ? null : fatalFromMs(holder);
        if (holder !== undefined && fatalFrom !== null && fatalFrom < span.untilMs) charge(holder, count);
        else unattributed += count;
      }
    }
    for (const { of: count, end } of nearestEnds(withoutHolder, endsOf(lives))) {
      if (end === null) unattributed += count;
      else charge(end, count);
    }
    return { byWorker, unattributed };
  }

  #put(pid: number | null, cell: number, count: number): void {
    let cells = this.#byPid.get(pid);
    if (cells === undefined) {
      cells = new Map();
      this.#byPid.set(pid, cells);
    }
    const before = cells.get(cell);
    if (before === undefined) this.#cells += 1;
    cells.set(cell, (before ?? 0) + count);
  }

  #coarsen(): void {
    const finer = this.#byPid;
    this.#byPid = new Map();
    this.#cells = 0;
    this.#widthMs *= 2;
    for (const [pid, cells] of finer) {
      for (const [cell, count] of cells) this.#put(pid, Math.floor(cell / 2), count);
    }
    // Every pid keeps a cell of its own, so there may be less to merge than hoped for.
    this.#maxCells = Math.max(this.#maxCells, 2 * this.#byPid.size);
  }
}

/** By pid, in the order of forks: the system gives a pid out again. */
function incarnations(lives: readonly Life[]): Map<number, Life[]> {
  const byPid = new Map<number, Life[]>();
  for (const life of lives) {
    const earlier = byPid.get(life.pid);
    if (earlier === undefined) byPid.set(life.pid, [life]);
    else earlier.push(life);
  }
  return byPid;
}

/**
 * The ends that may have cost a connection which no worker had claimed: it waited in the primary, for a worker with time. When the
 * last worker goes, the primary drops all that wait, but not before it has forked anew, which takes a busy machine a second or
 * two. So an exit that left nobody to serve is charged until somebody does.
 */
function endsOf(lives: readonly Life[]): (Interval<Life> & { exitedAtMs: number })[] {
  const gaps = unattended(lives);
  return lives.flatMap((life) => {
    const fromMs = fatalFromMs(life);
    const { exitedAtMs } = life;
    if (fromMs === null || exitedAtMs === null) return [];
    const gap = spanAt(gaps, exitedAtMs);
    const heardMs = gap === undefined || gap.untilMs === Infinity ? exitedAtMs : gap.untilMs;
    return [{ fromMs, untilMs: heardMs + afterExitMs, exitedAtMs, of: life }];
  });
}
