import type { Sender, Turns } from './mended-client.js';
import { Slots } from './slots.js';

/**
 * Gives each slot to the client that has waited longest, so that all take part. A slot for which no client is free is
 * forgone: the load is closed-loop. autocannon's own `rate` is no help, since it fills each second's quota at once.
 */
export class Pacer implements Turns, Disposable {
  readonly #free = new Set<Sender>();
  readonly #slots: Slots;
  #timer: NodeJS.Timeout;

  constructor(ratePerS: number) {
    this.#slots = new Slots(ratePerS, performance.now());
    this.#timer = setTimeout(() => this.#wake(), 0);
  }

  await(client: Sender): void {
    this.#free.add(client);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #wake(): void {
    let slots = this.#slots.take(performance.now());
    for (const client of this.#free) {
      if (slots === 0) break;
      this.#free.delete(client);
      // One that has no connection just now asks again with its next one, and the slot goes to another.
      if (client.send()) slots -= 1;
    }
    this.#timer = setTimeout(() => this.#wake(), Math.ceil(this.#slots.waitMs(performance.now())));
  }
}
