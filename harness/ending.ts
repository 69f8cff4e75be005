import { setTimeout as sleep } from 'node:timers/promises';

/** Why a run is over before its time. */
export type EarlyEnd =
  | { kind: 'interrupted'; reason: unknown }
  | { kind: 'primary-gone' }
  | { kind: 'load-failed'; message: string }
  /** The harness itself could not go on. */
  | { kind: 'harness-failed'; message: string };

/** Collects the causes that may end a run early. The first one counts, and all that waits is told. */
export class Ending implements Disposable {
  readonly #controller = new AbortController();
  readonly #forget: () => void;
  cause: EarlyEnd | null = null;

  /** @param interruption the user's own signal */
  constructor(interruption: AbortSignal | undefined) {
    const interrupt = (): void => this.end({ kind: 'interrupted', reason: interruption?.reason });
    if (interruption?.aborted) interrupt();
    else interruption?.addEventListener('abort', interrupt, { once: true });
    this.#forget = () => interruption?.removeEventListener('abort', interrupt);
  }

  /** Lets go of the user's signal, which may outlive many runs. */
  [Symbol.dispose](): void {
    this.#forget();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(cause: EarlyEnd): void {
    if (this.cause !== null) return;
    this.cause = cause;
    this.#controller.abort(cause.kind === 'interrupted' ? cause.reason : cause);
  }

  /** Waits so long, or until the run is over. Says whether it may go on. */
  async pause(ms: number): Promise<boolean> {
    try {
      await sleep(Math.max(0, ms), undefined, { signal: this.signal });
    } catch {
      // Ended early, which `cause` tells.
    }
    return this.cause === null;
  }

  /** What `promise` gives, or `otherwise` if the run is over before. */
  orSooner<T>(promise: Promise<T>, otherwise: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      if (this.signal.aborted) resolve(otherwise());
      else this.signal.addEventListener('abort', () => resolve(otherwise()), { once: true });
    });
  }
}
