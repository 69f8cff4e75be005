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

/**
 * So many of a port are kept. At 500 new connections a second a port comes round in 5 s or more, and seldom sooner; a loss is asked
 * for within a bucket or two, or after as long as the harness stood still.
 */
const claimsKept = 4;

/**
 * Which worker accepted which connection, by the client's port.
 *
 * The system gives ports out again, sometimes within 2 ms of the loss that is to be charged, so the last worker that claimed a port
 * need not be the one that is asked for. Ports are 16 bits and each keeps few claims, so it does not grow without end.
 */
export class Holders {
  readonly #byPort = new Map<number, readonly Claim[]>();

  claimed(clientPort: number, claim: Claim): void {
    const claims = [...(this.#byPort.get(clientPort) ?? []), claim];
    // Workers speak on wires of their own, so what happened first may be heard last.
    this.#byPort.set(clientPort, claims.sort((a, b) => a.atMs - b.atMs).slice(-claimsKept));
  }

  /** The worker that accepted the connection from this port within its lifetime, or the latest without one; `null` if none said so. */
  of(clientPort: number, { sinceMs, untilMs }: Lifetime = { sinceMs: -Infinity, untilMs: Infinity }): number | null {
    const claims = this.#byPort.get(clientPort) ?? [];
    return claims.findLast(({ atMs }) => atMs >= sinceMs && atMs <= untilMs)?.pid ?? null;
  }
}
