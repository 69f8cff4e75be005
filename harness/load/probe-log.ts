import type { FlightEnd } from './outcome.js';

/** Hears of a prober's doings, in their order. Moments are `process.hrtime.bigint()` as numbers, and so mean the same in every process. */
export interface ProbeLog {
  /** The watch for outages begins. Before that nothing else is told. */
  watchBegan(nowNs: number): void;
  probeSent(intendedNs: number, nowNs: number): void;
  /** The system gave a new connection this local port; the attempt to make it began at `attemptedAtNs`. */
  portGiven(localPort: number, attemptedAtNs: number): void;
  /** A stall of the prober's process swallowed its send time. */
  probeMissed(intendedNs: number): void;
  probeEnded(flight: { intendedNs: number; crossedStall: boolean }, how: FlightEnd['how'], nowNs: number): void;
  harnessStalled(fromNs: number, untilNs: number): void;
  /** The watch for outages ends; probes still in flight end afterwards. */
  endWatch(nowNs: number): void;
}

/** One call of a log, which can be sent to another process: its name, then its arguments. */
export type ProbeEntry = { [K in keyof ProbeLog]: [name: K, ...Parameters<ProbeLog[K]>] }[keyof ProbeLog];

/** Keeps what is told until it is taken. */
export class ProbeEntries implements ProbeLog {
  #entries: ProbeEntry[] = [];

  watchBegan(nowNs: number): void {
    this.#entries.push(['watchBegan', nowNs]);
  }

  probeSent(intendedNs: number, nowNs: number): void {
    this.#entries.push(['probeSent', intendedNs, nowNs]);
  }

  portGiven(localPort: number, attemptedAtNs: number): void {
    this.#entries.push(['portGiven', localPort, attemptedAtNs]);
  }

  probeMissed(intendedNs: number): void {
    this.#entries.push(['probeMissed', intendedNs]);
  }

  probeEnded(
    { intendedNs, crossedStall }: { intendedNs: number; crossedStall: boolean },
    how: FlightEnd['how'],
    nowNs: number,
  ): void {
    this.#entries.push(['probeEnded', { intendedNs, crossedStall }, how, nowNs]);
  }

  harnessStalled(fromNs: number, untilNs: number): void {
    this.#entries.push(['harnessStalled', fromNs, untilNs]);
  }

  endWatch(nowNs: number): void {
    this.#entries.push(['endWatch', nowNs]);
  }

  /** What was told since the last call. */
  take(): ProbeEntry[] {
    const taken = this.#entries;
    this.#entries = [];
    return taken;
  }
}

/** Tells `log` what another log was told. */
export function replay(entries: readonly ProbeEntry[], log: ProbeLog): void {
  for (const [name, ...told] of entries) (log[name] as (...told: unknown[]) => void).apply(log, told);
}
