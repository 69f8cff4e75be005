import type { ProbeEnd } from './probe.js';

/** `void` says nothing of the target: the harness stalled or ran short, so that the probe was not sent or its time not kept. */
export type ProbeOutcome = 'answered' | 'failed' | 'void';

/** How one probe came to its end: by itself, or because its time was over. */
export interface FlightEnd {
  how: ProbeEnd | 'expired';
  latencyMs: number;
  /** It was in flight while the harness stalled. */
  crossedStall: boolean;
}

export interface JudgedFlight {
  outcome: ProbeOutcome;
  /** `null` unless it was answered, and where a stall of the harness is part of it. */
  latencyMs: number | null;
}

/**
 * The one outcome of a probe. Over a stall of the harness an answer stays an answer, however late it was read, and what the
 * target broke stays broken; only running out of time is void, because the harness was not there to read the answer.
 */
export function judgeFlight({ how, latencyMs, crossedStall }: FlightEnd, timeoutMs: number): JudgedFlight {
  if (how === 'unsent') return { outcome: 'void', latencyMs: null };
  if (how === 'broken') return { outcome: 'failed', latencyMs: null };
  if (how === 'answered' && crossedStall) return { outcome: 'answered', latencyMs: null };
  if (how === 'answered' && latencyMs <= timeoutMs) return { outcome: 'answered', latencyMs };
  return { outcome: crossedStall ? 'void' : 'failed', latencyMs: null };
}
