import type { FlightEnd } from './outcome.js';
import { type Probe, ProbeClient, type ProbeManner } from './probe.js';
import type { ProbeLog } from './probe-log.js';
import { dueBy, intendedNs, isStall, nsPerMs, type Schedule, scheduleFrom } from './schedule.js';

/** However rare the probes are, the prober wakes this often, to notice a stall and to end a probe whose time is over. */
const heartbeatMs = 10;
/** By turns: some visitors are new, and some are there already. */
const manners: readonly ProbeManner[] = ['new', 'kept'];

export interface ProberOptions {
  /** `http://127.0.0.1:4000/path` */
  url: string;
  /** From one intended send time to the next. */
  everyMs: number;
  /** A probe without its whole answer this long after its intended send time has failed. */
  timeoutMs: number;
}

/** The timetable of a run's prober. */
export const usualProber = { everyMs: 10, timeoutMs: 2000 };

export interface RunningProber {
  /** Sends what is due, for a process that is awake while its timers wait. Costs a look at the clock where nothing is. */
  poll(): void;
  /**
   * Sends no more, gives each probe in flight what is left of its time, then lets go of every socket and timer. The watch
   * for outages ends with the first call; further calls give the same promise.
   */
  stop(): Promise<void>;
}

/**
 * Starts the open-loop witness: a GET every `everyMs` on a fixed schedule, however slow the answers are, on a new and on a
 * kept-alive connection by turns. Each probe has one outcome and nothing is tried twice. Where this process itself stalls,
 * probes that it could not send or time are void.
 *
 * @throws TypeError if `url` is not an `http:` URL.
 * @throws RangeError if `everyMs` or `timeoutMs` is below 1.
 */
export function startProber(options: ProberOptions, log: ProbeLog): RunningProber {
  return new OpenLoop(options, log);
}

interface Flight {
  readonly intendedNs: number;
  crossedStall: boolean;
  probe: Probe | null;
}

class OpenLoop implements RunningProber {
  readonly #timeoutMs: number;
  readonly #client: ProbeClient;
  readonly #schedule: Schedule;
  readonly #log: ProbeLog;
  /** In the order of intended times, so the first is the first to expire. */
  readonly #flights = new Set<Flight>();
  #next = 0;
  /** When the timer should fire. */
  #wakeNs = monotonicNs();
  #timer: NodeJS.Timeout;
  #stopping: Promise<void> | null = null;
  #finish: (() => void) | null = null;

  constructor({ url, everyMs, timeoutMs }: ProberOptions, log: ProbeLog) {
    this.#client = new ProbeClient(httpTarget(url), (localPort, attemptedAtNs) =>
      log.portGiven(localPort, attemptedAtNs),
    );
    this.#timeoutMs = atLeast1('timeoutMs', timeoutMs);
    this.#schedule = scheduleFrom(this.#wakeNs, atLeast1('everyMs', everyMs));
    this.#log = log;
    log.watchBegan(this.#wakeNs);
    this.#timer = setTimeout(this.#wake, 1);
  }

  poll(): void {
    if (monotonicNs() < this.#wakeNs || this.#isOver()) return;
    clearTimeout(this.#timer);
    this.#wake();
  }

  stop(): Promise<void> {
    this.#stopping ??= new Promise((finish) => {
      const nowNs = monotonicNs();
      this.#noticeStall(nowNs);
      this.#log.endWatch(nowNs);
      this.#finish = finish;
      this.#finishIfOver();
    });
    return this.#stopping;
  }

  readonly #wake = (): void => {
    const nowNs = monotonicNs();
    this.#noticeStall(nowNs);
    if (this.#finish === null) this.#sendDue(nowNs);
    this.#planWake();
    this.#expire(nowNs);
  };

  #planWake(): void {
    if (this.#isOver()) return;
    const nowNs = monotonicNs();
    const nextProbeNs = this.#finish === null ? intendedNs(this.#schedule, this.#next) : Infinity;
    this.#wakeNs = Math.min(nowNs + heartbeatMs * nsPerMs, nextProbeNs);
    this.#timer = setTimeout(this.#wake, Math.max(1, Math.ceil((this.#wakeNs - nowNs) / nsPerMs)));
  }

  /** Goes before all else that reads the clock: after a stall, whatever is handled first was held up by it. */
  #noticeStall(nowNs: number): void {
    const fromNs = this.#wakeNs;
    if (!isStall(fromNs, nowNs)) return;
    this.#wakeNs = nowNs;
    this.#log.harnessStalled(fromNs, nowNs);
    for (const flight of this.#flights) flight.crossedStall = true;
    if (this.#finish === null) this.#passDue(nowNs, (missedNs) => this.#log.probeMissed(missedNs));
  }

  #sendDue(nowNs: number): void {
    this.#passDue(nowNs, (dueNs) => {
      const flight: Flight = { intendedNs: dueNs, crossedStall: false, probe: null };
      const manner = manners[this.#next % manners.length] as ProbeManner;
      this.#log.probeSent(dueNs, nowNs);
      this.#flights.add(flight);
      flight.probe = this.#client.send(manner, (how) => this.#land(flight, how));
    });
  }

  #passDue(nowNs: number, each: (dueNs: number) => void): void {
    for (const due = dueBy(this.#schedule, nowNs); this.#next < due; this.#next += 1) {
      each(intendedNs(this.#schedule, this.#next));
    }
  }

  #expire(nowNs: number): void {
    for (const flight of this.#flights) {
      if (nowNs - flight.intendedNs < this.#timeoutMs * nsPerMs) return;
      this.#land(flight, 'expired');
      flight.probe?.destroy();
    }
  }

  #land(flight: Flight, how: FlightEnd['how']): void {
    if (!this.#flights.has(flight)) return;
    const nowNs = monotonicNs();
    this.#noticeStall(nowNs);
    this.#flights.delete(flight);
    this.#log.probeEnded(flight, how, nowNs);
    this.#finishIfOver();
  }

  #isOver(): boolean {
    return this.#finish !== null && this.#flights.size === 0;
  }

  #finishIfOver(): void {
    if (!this.#isOver()) return;
    clearTimeout(this.#timer);
    this.#client[Symbol.dispose]();
    this.#finish?.();
  }
}

function monotonicNs(): number {
  return Number(process.hrtime.bigint());
}

function httpTarget(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === 'http:') return parsed;
  throw new TypeError(
    `The prober speaks plain HTTP, and was given "${url}". Give it a URL like http://127.0.0.1:4000/.`,
  );
}

function atLeast1(name: string, ms: number): number {
  if (ms >= 1) return ms;
  throw new RangeError(`${name} is at least 1 ms, and was ${ms}. Give whole milliseconds, such as 10.`);
}
