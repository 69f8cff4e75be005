/** What reaches a server: so many requests in each span of `everyMs`, evenly spaced within it. */
export interface Traffic {
  everyMs: number;
  requests: readonly number[];
  /** Kept-alive connections that the requests take turns on. Without it each comes on a new one. */
  connections?: number;
}

/** How one worker leaves. Times count from when it was told to go. */
export interface Departure {
  /** From then on it takes no request. */
  closesAfterMs: number;
  /** Another one serves in its place. `Infinity`: none ever does. */
  replacedAfterMs: number;
  /** Requests that it takes along unanswered. */
  lostRequests: number;
}

/** Workers that leak, and what becomes of those at the ceiling. */
export interface Crew {
  workers: number;
  /** Memory of a worker that is warm and has leaked nothing yet. */
  freshBytes: number;
  bytesPerRequest: number;
  ceilingBytes: number;
  /** How often somebody looks who is over the ceiling. */
  lookEveryMs: number;
  /** How many others must serve, and not have been told to go, for one to be told. */
  othersServing: number;
  departure(toldAtMs: number): Departure;
}

/** What became of the requests, and of the workers. `requests = answered + lost`. */
export interface Outcome {
  requests: number;
  answered: number;
  lost: number;
  /** When a worker was told to go, in ms from the beginning. */
  toldAtMs: number[];
  /** How long fewer workers served than there should. */
  shortMs: number;
  /** How long none did. */
  nobodyMs: number;
  /** Of each place for a worker: the bytes of who serves there, one sample each `sampleEveryMs`; `null` while nobody does. */
  memory: (number | null)[][];
}

interface Worker {
  place: number;
  bytes: number;
  /** Over the ceiling, and seen to be. */
  isWatched: boolean;
  /** To go. */
  isTold: boolean;
  isServing: boolean;
}

interface Planned {
  atMs: number;
  happens(): void;
}

/**
 * Plays the traffic through the crew: a discrete-event simulation, request by request. Pure, but for what `departure` does.
 *
 * @param sampleEveryMs how often the outcome has the workers' memory; never unless given
 */
export function simulate(traffic: Traffic, crew: Crew, sampleEveryMs = Number.POSITIVE_INFINITY): Outcome {
  return new Simulation(traffic, crew, sampleEveryMs).run();
}

class Simulation {
  readonly #outcome: Outcome;
  readonly #serving: Worker[];
  readonly #places: (Worker | null)[];
  /** In the order of time. There are never more than a few. */
  readonly #planned: Planned[] = [];
  readonly #connections: (Worker | undefined)[];
  #turn = 0;
  #nowMs = 0;
  #sampleMs: number;

  constructor(
    private readonly traffic: Traffic,
    private readonly crew: Crew,
    private readonly sampleEveryMs: number,
  ) {
    this.#serving = Array.from({ length: crew.workers }, (_, place) => this.#fresh(place));
    this.#places = [...this.#serving];
    const memory = this.#places.map(() => []);
    this.#outcome = { requests: 0, answered: 0, lost: 0, toldAtMs: [], shortMs: 0, nobodyMs: 0, memory };
    this.#sampleMs = sampleEveryMs;
    this.#connections = new Array(traffic.connections ?? 0).fill(undefined);
  }

  run(): Outcome {
    const { everyMs, requests } = this.traffic;
    for (const [span, count] of requests.entries()) {
      for (let i = 0; i < count; i += 1) {
        this.#advance((span + (i + 0.5) / count) * everyMs);
        this.#request();
      }
    }
    this.#advance(requests.length * everyMs);
    return this.#outcome;
  }

  #request(): void {
    this.#outcome.requests += 1;
    const worker = this.#taker();
    if (worker === undefined) {
      this.#outcome.lost += 1;
      return;
    }
    this.#outcome.answered += 1;
    worker.bytes += this.crew.bytesPerRequest;
    if (worker.bytes <= this.crew.ceilingBytes || worker.isWatched) return;
    worker.isWatched = true;
    this.#nextLook(worker);
  }

  /** Who gets this request: its connection's worker, or the next in turn. */
  #taker(): Worker | undefined {
    if (this.#connections.length === 0) return this.#nextInTurn();
    const connection = this.#outcome.requests % this.#connections.length;
    const worker = this.#connections[connection];
    if (worker?.isServing) return worker;
    this.#connections[connection] = this.#nextInTurn();
    return this.#connections[connection];
  }

  #nextInTurn(): Worker | undefined {
    this.#turn += 1;
    return this.#serving[this.#turn % this.#serving.length];
  }

  #nextLook(worker: Worker): void {
    const { lookEveryMs, othersServing } = this.crew;
    const atMs = (Math.floor(this.#nowMs / lookEveryMs) + 1) * lookEveryMs;
    this.#plan(atMs, () => {
      const others = this.#serving.filter((other) => other !== worker && !other.isTold).length;
      if (others >= othersServing) this.#tellToGo(worker);
      else this.#nextLook(worker);
    });
  }

  #tellToGo(worker: Worker): void {
    worker.isTold = true;
    const { closesAfterMs, replacedAfterMs, lostRequests } = this.crew.departure(this.#nowMs);
    this.#outcome.toldAtMs.push(this.#nowMs);
    this.#plan(this.#nowMs + closesAfterMs, () => {
      worker.isServing = false;
      this.#serving.splice(this.#serving.indexOf(worker), 1);
      if (this.#places[worker.place] === worker) this.#places[worker.place] = null;
      const lost = Math.min(lostRequests, this.#outcome.answered);
      this.#outcome.answered -= lost;
      this.#outcome.lost += lost;
    });
    this.#plan(this.#nowMs + replacedAfterMs, () => {
      const next = this.#fresh(worker.place);
      this.#serving.push(next);
      this.#places[worker.place] = next;
    });
  }

  #fresh(place: number): Worker {
    return { place, bytes: this.crew.freshBytes, isWatched: false, isTold: false, isServing: true };
  }

  #plan(atMs: number, happens: () => void): void {
    const later = this.#planned.findIndex((other) => other.atMs > atMs);
    this.#planned.splice(later < 0 ? this.#planned.length : later, 0, { atMs, happens });
  }

  /** Lets happen what is planned up to this moment. */
  #advance(toMs: number): void {
    for (let next = this.#planned[0]; next !== undefined && next.atMs <= toMs; next = this.#planned[0]) {
      this.#planned.shift();
      this.#pass(next.atMs);
      next.happens();
    }
    this.#pass(toMs);
  }

  #pass(toMs: number): void {
    for (; this.#sampleMs <= toMs; this.#sampleMs += this.sampleEveryMs) {
      for (const [place, worker] of this.#places.entries()) this.#outcome.memory[place]?.push(worker?.bytes ?? null);
    }
    const ms = toMs - this.#nowMs;
    if (this.#serving.length < this.crew.workers) this.#outcome.shortMs += ms;
    if (this.#serving.length === 0) this.#outcome.nobodyMs += ms;
    this.#nowMs = toMs;
  }
}
