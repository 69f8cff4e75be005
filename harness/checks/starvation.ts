import type { Contention, Evidence } from '../record.js';
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
 * With a CPU limit that runs out in more than this share of the kernel's periods, whatever takes time takes longer too. A limit of
 * half the CPUs ran out in 53 % of them, and 9 % of the probes were voided; one of three fifths in 32 %, and 4 % were.
 */
export const mostThrottled = 0.25;

/**
 * Why a time, a rate or an overshoot of this run may be the machine's doing and not the target's; `null` if it may not. A harness
 * that gets no CPU samples memory late, and so does whatever it measures.
 */
export const starvation = (evidence: Evidence): string | null =>
  asDoubt(shortage(evidence) ?? longPause(evidence.contention));

/**
 * Harness and target got too little of the machine together: others had too much, or a CPU limit held both back. `null` if not,
 * or if it cannot be told.
 */
export const crowding = ({ contention }: Evidence): string | null => asDoubt(tooLittle(contention));

/** Once, and for long: a share of a long run does not show it. */
export const standstill = ({ contention }: Evidence): string | null => asDoubt(longPause(contention));

/** What a user can do about a machine that is too small or too busy for the run, where it was. */
export function adviceOnCpu(evidence: Evidence): string[] {
  const why = shortage(evidence);
  if (why === null) return [];
  return [
    `The run was short of CPU: ${why}. What takes time cannot be judged so: give it more of the machine, or a lower --rate.`,
  ];
}

const asDoubt = (why: string | null): string | null =>
  why === null ? null : `${why}, so this may be the machine's doing`;

const shortage = (evidence: Evidence): string | null =>
  tooLittle(evidence.contention) ?? voiding(evidence) ?? stalling(evidence);

function tooLittle({ othersShare, throttledShare }: Contention): string | null {
  if (othersShare !== null && othersShare > mostByOthers) {
    return `others used ${percent(othersShare)} of the machine's CPUs meanwhile (at most ${percent(mostByOthers)} may be)`;
  }
  if (throttledShare !== null && throttledShare > mostThrottled) {
    return `a CPU limit ran out in ${percent(throttledShare)} of the kernel's periods (at most ${percent(mostThrottled)} may be)`;
  }
  return null;
}

function voiding({ prober: { sent, voided } }: Evidence): string | null {
  if (sent === 0 || voided / sent <= mostVoided) return null;
  const share = `${percent(voided / sent)} of its probes were voided (at most ${percent(mostVoided)} may be)`;
  return `the harness itself was starved of CPU: ${share}`;
}

function stalling({ contention: { stalledShare } }: Evidence): string | null {
  if (stalledShare <= mostStalled) return null;
  const share = `its process was held up for ${percent(stalledShare)} of the time (at most ${percent(mostStalled)} may be)`;
  return `the harness itself was starved of CPU: ${share}`;
}

function longPause({ longestStallMs }: Contention): string | null {
  if (longestStallMs <= longestHeldUpMs) return null;
  const once = `a process of it stood still for ${ms(longestStallMs)} at once (at most ${ms(longestHeldUpMs)} may be)`;
  return `the harness itself was held up: ${once}`;
}
