/** From the attempt to make a connection until its end, on the machine's monotonic clock in ms. */
export interface Lifetime {
  sinceMs: number;
  untilMs: number;
}

/** A worker said that it accepted a connection, `atMs` on the machine's monotonic clock. */
interface Claim {
  pid: number;
  atMs: number;
}

/** An attempt of ours to make a connection began, at `atMs` on the same clock. */
interface Attempt {
  pid: null;
  atMs: number;
}

/**
 * So many of a port are kept. At 500 new connections a second a port comes round in 5 s or more, and seldom sooner; a loss is asked
 * for within a bucket or two, or after as long as the harness stood still.
 */
const keptAPort = 8;

/**
 * Which worker accepted which connection, by the client's port.
 *
 * The system gives ports out again, sometimes within 2 ms of the loss that is to be charged, or even before: it has a port back as
 * soon as the other side resets the connection, while the client still has to hear of it. So the last worker that claimed a port
 * need not be the one that is asked for: a connection ended, at the latest, when the next attempt from its port began.
 * Ports are 16 bits and each keeps little, so it does not grow without end.
 */
export class Holders {
  readonly #byPort = new Map<number, readonly (Claim | Attempt)[]>();

  /** A worker accepted a connection from this port. */
  claimed(clientPort: number, claim: Claim): void {
    this.#put(clientPort, claim);
  }

  /** The system gave this port to a connection of ours. */
  given(clientPort: number, atMs: number): void {
    this.#put(clientPort, { pid: null, atMs });
  }

  /** The worker that accepted the connection from this port within its lifetime, or the latest without one; `null` if none said so. */
  of(clientPort: number, lifetime?: Lifetime): number | null {
    const uses = this.#byPort.get(clientPort) ?? [];
    if (lifetime === undefined) return uses.findLast(({ pid }) => pid !== null)?.pid ?? null;
    const { sinceMs, untilMs } = lifetime;
    const nextMs = uses.find(({ pid, atMs }) => pid === null && atMs > sinceMs)?.atMs ?? Infinity;
    const endMs = Math.min(untilMs, nextMs);
    return uses.findLast(({ pid, atMs }) => pid !== null && atMs >= sinceMs && atMs <= endMs)?.pid ?? null;
  }

  #put(clientPort: number, use: Claim | Attempt): void {
    const uses = [...(this.#byPort.get(clientPort) ?? []), use];
    // Workers speak on wires of their own, so what happened first may be heard last.
    this.#byPort.set(clientPort, uses.sort((a, b) => a.atMs - b.atMs).slice(-keptAPort));
  }
}
