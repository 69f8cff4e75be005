import { el } from './dom.js';
import type { Timeframe } from './timeframe.js';

/** The upright line through all plots at the moment looked at, and the stretch that is being dragged over. */
export class Needle {
  readonly #line = el('div', { class: 'needle', hidden: '' });
  readonly #time = el('span', { class: 'needle-time', hidden: '' });

  constructor(timeframe: Timeframe) {
    const move = (): void => {
      const { momentMs, fromMs, untilMs } = timeframe;
      const isShown = momentMs !== null && momentMs >= fromMs && momentMs <= untilMs;
      this.#line.hidden = !isShown;
      this.#time.hidden = !isShown;
      if (!isShown) return;
      const x = `${timeframe.xOf(momentMs)}px`;
      this.#line.style.left = x;
      this.#time.style.left = x;
      this.#time.textContent = secondsWords(momentMs);
    };
    timeframe.onMoment(move);
    timeframe.onRange(move);
  }

  get parts(): HTMLElement[] {
    return [this.#line, this.#time];
  }
}

/** `4.23 s` */
export const secondsWords = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
