import { Agent, type RequestOptions } from 'node:http';
import { urlToHttpOptions } from 'node:url';
import type { Prober } from '../record.js';
import type { FlightEnd } from './outcome.js';
import { type Probe, sendProbe } from './probe.js';
import { dueBy, intendedNs, isStall, nsPerMs, type Schedule, scheduleFrom } from './schedule.js';
import { type ProberObserver, Witness } from './witness.js';

export type { ProberObserver } from './witness.js';

/** However rare the probes are, the prober wakes this often, to notice a stall and to end a probe whose time is over. */
const heartbeatMs = 10;
/** More idle connections than these are closed: a freeze opens one for every second probe, and would leave them all open. */
const keptConnections = 8;

export interface ProberOptions {
  /** `http://127.0.0.1:4000/path` */
  url: string;
  /** The run's zero, from which the record's times are counted: `process.hrtime.bigint()` as a number. */
  startNs: number;
  /** From one intended send time to the next; 10 unless given. */
  everyMs?: number;
  /** A probe without its whole answer this long after its intended send time has failed; 2000 unless given. */
  timeoutMs?: number;
}

export interface RunningProber {
  /**
   * Sends no more, gives each probe in flight what is left of its time, then lets go of every socket and timer. The watch
   * for outages ends with the first call; further calls give the same promise.
   */
  stop(): Promise<Prober>;
}

/**
 * Starts the open-loop witness: a GET every `everyMs` on a fixed schedule, however slow the answers are, on a new and on a
 * kept-alive connection by turns. Each probe has one outcome and nothing is tried twice. Where this process itself stalls,
 * probes that it could not send or time are void.
 *
 * @throws TypeError if `url` is not an `http:` URL.
 * @throws RangeError if `everyMs` or `timeoutMs` is below 1.
 */
export function startProber(options: ProberOptions, observer: ProberObserver = {}): RunningProber {
  return new OpenLoop(options, observer);
}

interface Flight {
  readonly intendedNs: number;
  crossedStall: boolean;
  probe: Probe | null;
}

class OpenLoop implements RunningProber {
  readonly #timeoutMs: number;
  readonly #agents = [new Agent({ keepAlive: false }), new Agent({ keepAlive: true, maxFreeSockets: keptConnections })];
  readonly #requests: readonly RequestOptions[];
  readonly #schedule: Schedule;
  readonly #witness: Witness;
  /** In the order of intended times, so the first is the first to expire. */
  readonly #flights = new Set<Flight>();
  #next = 0;
  /** When the timer should fire. */
  #wakeNs = monotonicNs();
  #timer: NodeJS.Timeout;
  #stopping: Promise<Prober> | null = null;
  #finish: ((prober: Prober) => void) | null = null;

  constructor({ url, startNs, everyMs = 10, timeoutMs = 2000 }: ProberOptions, observer: ProberObserver) {
    const target = httpTarget(url);
    this.#requests = this.#agents.map((agent) => ({ ...target, agent }));
    this.#timeoutMs = atLeast1('timeoutMs', timeoutMs);
    this.#schedule = scheduleFrom(this.#wakeNs, atLeast1('everyMs', everyMs));
    this.#witness = new Witness({ everyMs, timeoutMs, startNs, fromNs: this.#wakeNs }, observer);
    this.#timer = setTimeout(this.#wake, 1);
  }

  stop(): Promise<Prober> {
    this.#stopping ??= new Promise((finish) => {
      const nowNs = monotonicNs();
      this.#noticeStall(nowNs);
      this.#witness.endWatch(nowNs);
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
    this.#witness.harnessStalled(fromNs, nowNs);
    for (const flight of this.#flights) flight.crossedStall = true;
    if (this.#finish === null) this.#passDue(nowNs, (missedNs) => this.#witness.probeMissed(missedNs));
  }

  #sendDue(nowNs: number): void {
    this.#passDue(nowNs, (dueNs) => {
      const flight: Flight = { intendedNs: dueNs, crossedStall: false, probe: null };
      const request = this.#requests[this.#next % this.#requests.length] as RequestOptions;
      this.#witness.probeSent(dueNs, nowNs);
      this.#flights.add(flight);
      flight.probe = sendProbe(request, (how) => this.#land(flight, how));
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
    this.#witness.probeEnded(flight, how, nowNs);
    this.#finishIfOver();
  }

  #isOver(): boolean {
    return this.#finish !== null && this.#flights.size === 0;
  }

  #finishIfOver(): void {
    if (!this.#isOver()) return;
    clearTimeout(this.#timer);
    for (const agent of this.#agents) agent.destroy();
    this.#finish?.(this.#witness.summary());
  }
}

function monotonicNs(): number {
  return Number(process.hrtime.bigint());
}

function httpTarget(url: string): RequestOptions {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'http:') {
    throw new TypeError(
      `The prober speaks plain HTTP, and was given "${url}". Give it a URL like http://127.0.0.1:4000/.`,
    );
  }
  return { ...urlToHttpOptions(parsed), headers: { 'user-agent': 'refork-prober' } };
}

function atLeast1(name: string, ms: number): number {
  if (ms >= 1) return ms;
  throw new RangeError(`${name} is at least 1 ms, and was ${ms}. Give whole milliseconds, such as 10.`);
}
