import { createHistogram } from 'node:perf_hooks';
import type { Prober } from '../record.js';
import { answerArrived, harnessStalled, longestOutage, type Outage, type Outages, watchOutages } from './outages.js';
import { type FlightEnd, type JudgedFlight, judgeFlight, type ProbeOutcome } from './outcome.js';
import type { ProbeLog } from './probe-log.js';
import { lateMs, nsPerMs } from './schedule.js';

/** A gap shorter than this many probes is the schedule's own jitter, and no outage. */
const jitterProbes = 5;

export interface ProberObserver {
  /** Once a probe. `latencyMs` is `null` unless it was answered, and where a stall of the harness inflated it. */
  onProbe?(probe: { intendedNs: number; outcome: ProbeOutcome; latencyMs: number | null }): void;
  /** The system gave a new connection of the prober's this local port; the attempt to make it began at `attemptedAtNs`. */
  onPort?(localPort: number, attemptedAtNs: number): void;
  /** The prober should have woken at `atNs`, and did not for so long. */
  onStall?(stall: { atNs: number; forMs: number }): void;
}

export interface WitnessOptions {
  everyMs: number;
  timeoutMs: number;
  /** The run's zero, from which the record's times are counted: `process.hrtime.bigint()` as a number. */
  startNs: number;
}

/** What became of the probes, in the same memory however many there are. It reads no clock: moments are handed to it. */
export class Witness implements ProbeLog {
  readonly #options: WitnessOptions;
  readonly #observer: ProberObserver;
  readonly #latencyUs: ReturnType<typeof createHistogram>;
  readonly #count: Record<ProbeOutcome, number> = { answered: 0, failed: 0, void: 0 };
  #late = 0;
  #outages: Outages;
  #outage: Outage | null = null;
  #lastNs: number;

  constructor(options: WitnessOptions, observer: ProberObserver) {
    this.#options = options;
    this.#observer = observer;
    this.#latencyUs = createHistogram({ lowest: 1, highest: Math.ceil(options.timeoutMs * 1000) + 2, figures: 3 });
    this.#outages = watchOutages(options.startNs);
    this.#lastNs = options.startNs;
  }

  watchBegan(nowNs: number): void {
    this.#outages = watchOutages(nowNs);
    this.#lastNs = nowNs;
  }

  probeSent(intendedNs: number, nowNs: number): void {
    this.#lastNs = nowNs;
    if (nowNs - intendedNs > lateMs * nsPerMs) this.#late += 1;
  }

  portGiven(localPort: number, attemptedAtNs: number): void {
    this.#observer.onPort?.(localPort, attemptedAtNs);
  }

  probeMissed(intendedNs: number): void {
    this.#add(intendedNs, { outcome: 'void', latencyMs: null });
  }

  probeEnded(flight: { intendedNs: number; crossedStall: boolean }, how: FlightEnd['how'], nowNs: number): void {
    this.#lastNs = nowNs;
    const latencyMs = (nowNs - flight.intendedNs) / nsPerMs;
    const judged = judgeFlight({ how, latencyMs, crossedStall: flight.crossedStall }, this.#options.timeoutMs);
    if (judged.outcome === 'answered') this.#outages = answerArrived(this.#outages, nowNs);
    if (how === 'unsent') this.#outages = harnessStalled(this.#outages, ...this.#turnOf(flight.intendedNs));
    this.#add(flight.intendedNs, judged);
  }

  harnessStalled(fromNs: number, untilNs: number): void {
    this.#outages = harnessStalled(this.#outages, fromNs, untilNs);
    this.#observer.onStall?.({ atNs: fromNs, forMs: (untilNs - fromNs) / nsPerMs });
  }

  endWatch(nowNs: number): void {
    this.#outage = longestOutage(this.#outages, nowNs, jitterProbes * this.#options.everyMs);
  }

  /** The prober was cut off: nobody has watched since its last word. */
  cutOff(): void {
    this.endWatch(this.#lastNs);
  }

  summary(): Prober {
    const { answered, failed, void: voided } = this.#count;
    const counted = answered + failed;
    const outage = this.#outage;
    return {
      sent: counted + voided,
      answered,
      failed,
      voided,
      availability: counted === 0 ? 0 : answered / counted,
      longestOutageMs: outage?.forMs ?? 0,
      longestOutageAtMs: outage === null ? null : (outage.fromNs - this.#options.startNs) / nsPerMs,
      latencyMs: { p50: this.#latencyMs(50), p99: this.#latencyMs(99), max: this.#latencyMs(100) },
      everyMs: this.#options.everyMs,
      late: this.#late,
    };
  }

  /** The span for which the probe of this moment is the witness: until the next. */
  #turnOf(intendedNs: number): [fromNs: number, untilNs: number] {
    return [intendedNs, intendedNs + this.#options.everyMs * nsPerMs];
  }

  #add(intendedNs: number, { outcome, latencyMs }: JudgedFlight): void {
    this.#count[outcome] += 1;
    if (latencyMs !== null) this.#latencyUs.record(Math.max(1, Math.round(latencyMs * 1000)));
    this.#observer.onProbe?.({ intendedNs, outcome, latencyMs });
  }

  #latencyMs(percentile: number): number {
    return this.#latencyUs.count === 0 ? 0 : this.#latencyUs.percentile(percentile) / 1000;
  }
}
