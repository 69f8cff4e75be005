import type { Picture } from '../timeline/picture.js';
import { el, refill } from './dom.js';
import { signEntry } from './legend.js';
import type { Panel } from './panels.js';
import { Plot } from './plot.js';
import type { Theme } from './theme.js';
import type { Timeframe } from './timeframe.js';

/** A panel on the page: its heading, and its plot where there is something to plot. */
export class PanelView {
  readonly root: HTMLElement;
  readonly #panel: Panel;
  readonly #timeframe: Timeframe;
  readonly #note = el('span', { class: 'legend' });
  readonly #legend = el('span', { class: 'legend' });
  readonly #holder = el('div', { class: 'plot' });
  #plot: Plot | null = null;
  #picture: Picture | null = null;

  constructor(panel: Panel, timeframe: Timeframe) {
    this.#panel = panel;
    this.#timeframe = timeframe;
    this.root = el(
      'div',
      {},
      el('div', { class: 'panel-head' }, el('h3', {}, panel.title), this.#note, this.#legend),
      this.#holder,
    );
  }

  show(picture: Picture, theme: Theme): void {
    const { data, legend, note, isEmpty } = this.#panel;
    this.#picture = picture;
    this.#note.textContent = note?.(picture) ?? '';
    refill(this.#legend, ...legend(picture).map(signEntry));
    this.#holder.hidden = isEmpty?.(picture) ?? false;
    if (this.#plot === null) this.repaint(theme);
    else this.#plot.show(data(picture.series));
  }

  /** Makes the plot again in these colours. */
  repaint(theme: Theme): void {
    const picture = this.#picture;
    if (picture === null || this.#timeframe.width === 0) return;
    this.#plot?.destroy();
    const plan = this.#panel.plan(theme, () => this.#picture ?? picture);
    this.#plot = new Plot(this.#holder, this.#timeframe, theme, plan);
    this.#plot.show(this.#panel.data(picture.series));
  }

  /** Takes over the time frame's stretch of time and width. */
  follow(): void {
    this.#plot?.follow();
  }
}
