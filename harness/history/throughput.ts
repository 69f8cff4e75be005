import type { Phases, Throughput } from '../record.js';

/** What was answered from one moment to another. */
export interface AnswerSpan {
  fromMs: number;
  untilMs: number;
  count: number;
}

/** The first connections, and a cold server, are no steady state. */
const warmUpMs = 300;
/** Fewer whole spans than these say nothing. */
const fewestSpans = 3;

/**
 * Answers a second in the steady state before the fault, and after it; `null` where that stretch was too short to say. Not from the
 * series, whose spans become longer than these stretches in a long run.
 */
export function throughputOf(spans: readonly AnswerSpan[], phases: Phases): Throughput {
  return {
    beforePerS: perSecond(spans, phases.loadFromMs + warmUpMs, phases.faultFromMs),
    afterPerS: perSecond(spans, phases.faultUntilMs, phases.loadUntilMs),
  };
}

/** Counts only spans that lie wholly within the stretch. */
function perSecond(spans: readonly AnswerSpan[], fromMs: number, untilMs: number): number | null {
  const within = spans.filter((span) => span.fromMs >= fromMs && span.untilMs <= untilMs);
  if (within.length < fewestSpans) return null;
  const [answered, tookMs] = within.reduce(
    ([count, ms], span) => [count + span.count, ms + span.untilMs - span.fromMs],
    [0, 0],
  );
  return (answered * 1000) / tookMs;
}
