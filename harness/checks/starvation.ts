import type { Evidence } from '../record.js';
import { ms, percent } from '../words/format.js';

/** With more than this share of its probes void, the harness got too little of the machine to time anything. */
export const mostVoided = 0.05;

/** Held up for more than this share of the time, it looks at memory too late, and sends workers away too late. */
export const mostStalled = 0.05;

/** Held up for longer than this at once, other processes may have been too, and deadlines in them have passed unused. */
export const longestHeldUpMs = 500;

/** With more than this share of all CPUs in the hands of others, whatever takes time takes longer. */
export const mostByOthers = 0.25;

/**
 * Why a time, a rate or an overshoot of this run may be the machine's doing and not the target's; `null` if it may not. A harness
 * that gets no CPU samples memory late, and so does whatever it measures.
 */
export function starvation(evidence: Evidence): string | null {
  return crowding(evidence) ?? voiding(evidence) ?? stalling(evidence) ?? standstill(evidence);
}

/** Others had too much of the machine. Where that cannot be told it is `null`, and so is it where they had not. */
export function crowding({ contention: { othersShare } }: Evidence): string | null {
  if (othersShare === null || othersShare <= mostByOthers) return null;
  const share = `others used ${percent(othersShare)} of the machine's CPUs meanwhile (at most ${percent(mostByOthers)} may be)`;
  return `${share}, so this may be the machine's doing`;
}

function voiding({ prober: { sent, voided } }: Evidence): string | null {
  if (sent === 0 || voided / sent <= mostVoided) return null;
  const share = `${percent(voided / sent)} of its probes were voided (at most ${percent(mostVoided)} may be)`;
  return `the harness itself was starved of CPU: ${share}, so this may be the machine's doing`;
}

function stalling({ contention: { stalledShare } }: Evidence): string | null {
  if (stalledShare <= mostStalled) return null;
  const share = `its process was held up for ${percent(stalledShare)} of the time (at most ${percent(mostStalled)} may be)`;
  return `the harness itself was starved of CPU: ${share}, so this may be the machine's doing`;
}

/** Once, and for long: a share of a long run does not show it. */
export function standstill({ contention: { longestStallMs } }: Evidence): string | null {
  if (longestStallMs <= longestHeldUpMs) return null;
  const once = `a process of it stood still for ${ms(longestStallMs)} at once (at most ${ms(longestHeldUpMs)} may be)`;
  return `the harness itself was held up: ${once}, so this may be the machine's doing`;
}
