/** A span of time, and what it is the span of. */
export interface Interval<T> {
  fromMs: number;
  untilMs: number;
  of: T;
}

/** For each span the end whose own span meets it; of several, the one that exited nearest to it; `null` where none does. */
export function* nearestEnds<S, E>(
  spans: readonly Interval<S>[],
  ends: readonly (Interval<E> & { exitedAtMs: number })[],
): Generator<{ of: S; end: E | null }> {
  const waiting = ends.toSorted((a, b) => b.fromMs - a.fromMs);
  let open: typeof waiting = [];
  // Forward in time, so that however many ends there are, only those around a span are looked at.
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    for (let next = waiting.at(-1); next !== undefined && next.fromMs < span.untilMs; next = waiting.at(-1)) {
      open.push(next);
      waiting.pop();
    }
    open = open.filter(({ untilMs }) => untilMs >= span.fromMs);
    const middleMs = (span.fromMs + span.untilMs) / 2;
    const distanceMs = ({ exitedAtMs }: { exitedAtMs: number }): number => Math.abs(exitedAtMs - middleMs);
    const nearest = open.reduce<(typeof open)[number] | null>(
      (best, end) => (best === null || distanceMs(end) < distanceMs(best) ? end : best),
      null,
    );
    yield { of: span.of, end: nearest?.of ?? null };
  }
}
