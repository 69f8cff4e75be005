/** When something happened to a connection, on the machine's monotonic clock in ms: not before, and not after. */
export interface Lifetime {
  sinceMs: number;
  untilMs: number;
}

/** A worker said that it accepted a connection, `atMs` on the machine's monotonic clock. */
interface Claim {
  pid: number;
  atMs: number;
}

/** Nobody asks for a connection that ended longer ago: the load tells of each within a bucket. Also how long a harness may stand still. */
const askedForMs = 10_000;
/** Against a process that claims one port without end. */
const mostOfOnePort = 16;

/**
 * Which worker accepted which connection, by the client's port.
 *
 * The system gives ports out again, sometimes within 2 ms of the loss that is to be charged, so the last worker that claimed a port
 * need not be the one that is asked for. Ports are 16 bits and each keeps few claims, so it does not grow without end.
 */
export class Holders {
  readonly #byPort = new Map<number, readonly Claim[]>();

  claimed(clientPort: number, claim: Claim): void {
    // Workers speak on wires of their own, so what happened first may be heard last.
    const claims = [...(this.#byPort.get(clientPort) ?? []), claim].sort((a, b) => a.atMs - b.atMs);
    const latestMs = claims.at(-1)?.atMs ?? claim.atMs;
    // The last claim from before that time held the port until the next one.
    const first = claims.findLastIndex(({ atMs }) => atMs < latestMs - askedForMs);
    this.#byPort.set(clientPort, claims.slice(Math.max(first, 0)).slice(-mostOfOnePort));
  }

  /** The worker that accepted the connection from this port within its lifetime, or at last; `null` if none said so. */
  of(clientPort: number, { sinceMs, untilMs }: Lifetime = { sinceMs: -Infinity, untilMs: Infinity }): number | null {
    const claims = this.#byPort.get(clientPort) ?? [];
    return claims.findLast(({ atMs }) => atMs >= sinceMs && atMs <= untilMs)?.pid ?? null;
  }
}
