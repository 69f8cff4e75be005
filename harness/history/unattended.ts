import { earliest } from './lives.js';
import type { Life } from './roster.js';

/** A span in which no worker listened on the tested port; `untilMs` is `Infinity` if none came again. */
export interface Unattended {
  fromMs: number;
  untilMs: number;
}

/** Every such span after the first worker listened, in the order of time. */
export function unattended(lives: readonly Life[]): Unattended[] {
  const changes = lives.flatMap((life) => {
    if (life.listeningAtMs === null) return [];
    const endMs = earliest(life.closedAtMs, life.disconnectedAtMs, life.exitedAtMs);
    return [{ atMs: life.listeningAtMs, by: 1 }, ...(endMs === null ? [] : [{ atMs: endMs, by: -1 }])];
  });
  const spans: Unattended[] = [];
  let serving = 0;
  // At the same moment first those who come: a handover leaves no gap.
  for (const { atMs, by } of changes.sort((a, b) => a.atMs - b.atMs || b.by - a.by)) {
    serving += by;
    const last = spans.at(-1);
    if (by === 1 && last?.untilMs === Infinity) last.untilMs = atMs;
    if (serving === 0) spans.push({ fromMs: atMs, untilMs: Infinity });
  }
  return spans;
}

/** The span in which this moment lies, if any; found by halves, as there may be one a death. */
export function spanAt(spans: readonly Unattended[], atMs: number): Unattended | undefined {
  let [from, until] = [0, spans.length];
  while (until - from > 1) {
    const middle = (from + until) >> 1;
    if ((spans[middle]?.fromMs ?? Infinity) <= atMs) from = middle;
    else until = middle;
  }
  const span = spans[from];
  return span !== undefined && span.fromMs <= atMs && atMs < span.untilMs ? span : undefined;
}
