import type { Phases, Series, Throughput } from '../record.js';

/** The first connections, and a cold server, are no steady state. */
const warmUpMs = 300;
/** Fewer whole buckets than these say nothing. */
const fewestBuckets = 3;

/** Answers a second in the steady state before the fault, and after it; `null` where that stretch was too short to say. */
export function throughputOf(series: Pick<Series, 'everyMs' | 'answered'>, phases: Phases): Throughput {
  return {
    beforePerS: perSecond(series, phases.loadFromMs + warmUpMs, phases.faultFromMs),
    afterPerS: perSecond(series, phases.faultUntilMs, phases.loadUntilMs),
  };
}

/** Counts only buckets that lie wholly within the stretch. */
function perSecond(
  { everyMs, answered }: Pick<Series, 'everyMs' | 'answered'>,
  fromMs: number,
  untilMs: number,
): number | null {
  const first = Math.ceil(fromMs / everyMs);
  const end = Math.floor(untilMs / everyMs);
  if (end - first < fewestBuckets) return null;
  const sum = answered.slice(first, end).reduce((total, count) => total + count, 0);
  return (sum * 1000) / ((end - first) * everyMs);
}
