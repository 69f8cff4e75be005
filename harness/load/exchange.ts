import type { LoadLedger } from './ledger.js';

/** Where an exchange writes down what became of its requests. */
export interface Account {
  readonly ledger: LoadLedger;
  /** The system gave a connection this local port; the attempt to make it began at `attemptedAtNs`. */
  onPort(localPort: number, attemptedAtNs: number): void;
  /** A request was lost on that connection; called once for each that `ledger.lost` counts. */
  onLost(localPort: number, attemptedAtNs: number): void;
  /** A request was answered, this long after it was written. */
  onAnswered(latencyMs: number): void;
}

/**
 * What happens to one client, told as it happens, and put into the ledger: at most one request is outstanding, on one
 * connection after another. Without clock or socket, so any story can be told to it.
 *
 * A request counts as sent once its connection stands: one queued on an attempt that nobody accepts was never a request,
 * and the attempt counts as refused.
 */
export class Exchange {
  readonly #account: Account;
  #connection: 'none' | 'connecting' | 'open' = 'none';
  #localPort = 0;
  #attemptedAtNs = 0;
  #outstanding = false;
  /** The last answer on this connection said that there will be no other. */
  #closing = false;
  #requestedAtMs = 0;

  constructor(account: Account) {
    this.#account = account;
  }

  /** Whether a request waits for its answer. */
  get outstanding(): boolean {
    return this.#outstanding;
  }

  /** When the outstanding request was written, or `Infinity` without one. */
  get requestedAtMs(): number {
    return this.#outstanding ? this.#requestedAtMs : Infinity;
  }

  /** A connection attempt began. */
  connecting(atNs: number): void {
    this.#connection = 'connecting';
    this.#attemptedAtNs = atNs;
    this.#closing = false;
  }

  /** The system gave the attempt a local port. */
  bound(localPort: number): void {
    this.#localPort = localPort;
    this.#account.onPort(localPort, this.#attemptedAtNs);
  }

  /** The attempt was accepted; a request that was queued on it is sent now. */
  connected(): void {
    this.#connection = 'open';
    if (this.#outstanding) this.#account.ledger.sent += 1;
  }

  /** A request was written, or queued if the connection does not stand yet. Its latency counts from here either way. */
  requested(atMs: number): void {
    this.#outstanding = true;
    this.#requestedAtMs = atMs;
    if (this.#connection === 'open') this.#account.ledger.sent += 1;
  }

  /** The outstanding request's answer is complete. `keepAlive` is false if it announced the end of the connection. */
  answered(status: number, keepAlive: boolean, atMs: number): void {
    this.#outstanding = false;
    this.#closing = !keepAlive;
    if (status >= 200 && status < 300) this.#account.ledger.answered2xx += 1;
    else this.#account.ledger.answeredNon2xx += 1;
    this.#account.onAnswered(atMs - this.#requestedAtMs);
  }

  /** The connection, or the attempt to make it, ended by FIN, by RST or with an error. */
  ended(): void {
    this.#end('lost');
  }

  /** Something was short here. So an attempt could not be made, and nobody can have refused it; a connection that stood ended. */
  ranShort(): void {
    this.#end('lost', 'unmade');
  }

  /** The outstanding request was given up, and its connection, or the attempt to make it, with it. */
  timedOut(): void {
    this.#end('timedOut');
  }

  /** The load stopped. An attempt that was still under way was neither accepted nor refused. */
  stopped(atMs: number): void {
    const { ledger } = this.#account;
    if (this.#outstanding && this.#connection === 'open') {
      ledger.inFlight += 1;
      ledger.oldestInFlightMs = Math.max(ledger.oldestInFlightMs, atMs - this.#requestedAtMs);
    }
    this.#connection = 'none';
    this.#outstanding = false;
  }

  #end(cause: 'lost' | 'timedOut', attempt: 'refused' | 'unmade' = 'refused'): void {
    const { ledger } = this.#account;
    if (this.#connection === 'connecting') ledger[attempt] += 1;
    else if (this.#outstanding) {
      const place = this.#closing ? 'superseded' : cause;
      ledger[place] += 1;
      if (place === 'lost') this.#account.onLost(this.#localPort, this.#attemptedAtNs);
    }
    this.#connection = 'none';
    this.#outstanding = false;
  }
}
