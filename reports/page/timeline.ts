import type { Picture } from '../timeline/picture.js';
import { drawBands } from './bands.js';
import { el, refill } from './dom.js';
import { followKeys } from './keys.js';
import { lanesHeight } from './lane-layout.js';
import { drawLanes } from './lanes.js';
import { laneSigns, signEntry } from './legend.js';
import { Needle } from './needle.js';
import { PanelView } from './panel-view.js';
import { panels } from './panels.js';
import { followPointer } from './pointer.js';
import { currentTheme, onThemeChange, type Theme } from './theme.js';
import type { Timeframe } from './timeframe.js';

/** The lanes and plots of a run on one time axis. Built once, and shown another picture as often as there is one. */
export class Timeline {
  readonly root: HTMLElement;
  readonly #stack: HTMLElement;
  readonly #bands = el('canvas', { class: 'bands', 'aria-hidden': 'true' });
  readonly #lanes = el('canvas', { class: 'lanes', 'aria-hidden': 'true' });
  readonly #laneLegend = el('span', { class: 'legend' });
  readonly #zoomOut = el('button', { type: 'button', class: 'quiet', hidden: '' }, 'Show the whole run');
  readonly #timeframe: Timeframe;
  readonly #panels: PanelView[];
  #theme: Theme = currentTheme();
  #picture: Picture | null = null;

  constructor(timeframe: Timeframe) {
    this.#timeframe = timeframe;
    this.#panels = panels.map((panel) => new PanelView(panel, timeframe));
    const needle = new Needle(timeframe);
    this.#stack = el(
      'div',
      {
        class: 'stack',
        tabindex: '0',
        role: 'slider',
        'aria-label': 'A moment of the run',
        'aria-describedby': 'timeline-help',
        'aria-valuemin': '0',
        'aria-valuemax': '0',
        'aria-valuenow': '0',
      },
      this.#bands,
      el('div', { class: 'chapters' }),
      el('div', { class: 'panel-head' }, el('h3', {}, 'Workers'), this.#laneLegend, this.#zoomOut),
      this.#lanes,
      ...this.#panels.map(({ root }) => root),
      ...needle.parts,
    );
    this.root = el('div', { class: 'timeline' }, this.#stack, el('p', { class: 'help', id: 'timeline-help' }, help));
    this.#zoomOut.addEventListener('click', () => timeframe.showAll());
    followPointer(this.#stack, this.#lanes, timeframe, () => this.#picture);
    followKeys(this.#stack, timeframe, () => this.#picture);
    timeframe.onRange(() => this.#follow());
    timeframe.onSelect(() => this.#drawLanes());
    onThemeChange(() => this.#repaint());
    new ResizeObserver(() => this.#fit()).observe(this.#stack);
  }

  /** Shows a picture: another one, or the same run as it is now. */
  show(picture: Picture): void {
    this.#picture = picture;
    this.#timeframe.extend(picture.untilMs);
    this.#stack.setAttribute('aria-valuemax', String(Math.round(picture.untilMs)));
    refill(this.#laneLegend, ...laneSigns(picture).map(signEntry));
    this.#timeframe.resize(this.#stack.clientWidth);
    for (const panel of this.#panels) panel.show(picture, this.#theme);
    this.#follow();
  }

  /** What is at the moment looked at, for those who hear the page. */
  say(words: string, atMs: number): void {
    this.#stack.setAttribute('aria-valuenow', String(Math.round(atMs)));
    this.#stack.setAttribute('aria-valuetext', words);
  }

  /** The stack is wider or higher than it was, or is seen for the first time. */
  #fit(): void {
    const { clientWidth } = this.#stack;
    if (clientWidth === this.#timeframe.width) this.#drawBands();
    else this.#timeframe.resize(clientWidth);
  }

  /** Makes everything again in the colours that hold now. */
  #repaint(): void {
    this.#theme = currentTheme();
    for (const panel of this.#panels) panel.repaint(this.#theme);
    this.#follow();
  }

  #follow(): void {
    this.#zoomOut.hidden = !this.#timeframe.isZoomed;
    for (const panel of this.#panels) panel.follow();
    this.#drawLanes();
    this.#drawBands();
  }

  #drawBands(): void {
    if (this.#picture === null || this.#timeframe.width === 0) return;
    drawBands(this.#bands, this.#stack.clientHeight, this.#picture, this.#timeframe, this.#theme);
  }

  #drawLanes(): void {
    if (this.#picture === null || this.#timeframe.width === 0) return;
    const height = `${lanesHeight(this.#picture)}px`;
    if (this.#lanes.style.height !== height) this.#lanes.style.height = height;
    drawLanes(this.#lanes, this.#picture, this.#timeframe, this.#theme);
  }
}

const help =
  'Point anywhere to read that moment; click a death for its story; drag to look closer. With the keyboard: arrows move, ' +
  'Page Up and Page Down go from death to death, Enter opens the story, + and − look closer, Escape shows the whole run.';
