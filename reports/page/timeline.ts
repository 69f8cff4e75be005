import type { Picture } from '../timeline/picture.js';
import { gapsOf } from '../timeline/slots.js';
import { drawBands } from './bands.js';
import { el, refill } from './dom.js';
import { followKeys } from './keys.js';
import { lanesHeight } from './lane-layout.js';
import { drawLanes } from './lanes.js';
import { Needle } from './needle.js';
import { panels } from './panels.js';
import { Plot } from './plot.js';
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
  readonly #holders = panels.map(() => el('div', { class: 'plot' }));
  readonly #timeframe: Timeframe;
  #plots: Plot[] = [];
  #theme: Theme = currentTheme();
  #picture: Picture | null = null;

  constructor(timeframe: Timeframe) {
    this.#timeframe = timeframe;
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
      el('div', { class: 'panel-head' }, el('h3', {}, 'Workers'), this.#laneLegend),
      this.#lanes,
      ...panels.flatMap(({ title, legend }, i) => [
        el('div', { class: 'panel-head' }, el('h3', {}, title), el('span', { class: 'legend' }, ...legend.map(entry))),
        this.#holders[i] ?? null,
      ]),
      ...needle.parts,
    );
    this.root = el(
      'div',
      { class: 'timeline' },
      this.#stack,
      el('p', { class: 'help', id: 'timeline-help' }, help, ' ', this.#zoomOut),
    );
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
    refill(this.#laneLegend, ...laneLegend(picture).map(entry));
    if (this.#plots.length === 0) this.#fit();
    for (const [i, { data }] of panels.entries()) this.#plots[i]?.show(data(picture.series));
    this.#follow();
  }

  /** What is at the moment looked at, for those who hear the page. */
  say(words: string, atMs: number): void {
    this.#stack.setAttribute('aria-valuenow', String(Math.round(atMs)));
    this.#stack.setAttribute('aria-valuetext', words);
  }

  #fit(): void {
    const width = this.#stack.clientWidth;
    if (width === 0) return;
    this.#timeframe.resize(width);
    if (this.#plots.length === 0) this.#repaint();
  }

  /** Makes everything again in the colours that hold now. */
  #repaint(): void {
    const picture = this.#picture;
    if (picture === null || this.#timeframe.width === 0) return;
    this.#theme = currentTheme();
    for (const plot of this.#plots) plot.destroy();
    this.#plots = panels.flatMap(({ plan, data }, i) => {
      const holder = this.#holders[i];
      if (holder === undefined) return [];
      const plot = new Plot(
        holder,
        this.#timeframe,
        this.#theme,
        plan(this.#theme, () => this.#picture ?? picture),
      );
      plot.show(data(picture.series));
      return [plot];
    });
    this.#follow();
  }

  #follow(): void {
    this.#zoomOut.hidden = !this.#timeframe.isZoomed;
    for (const plot of this.#plots) plot.follow();
    this.#drawLanes();
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

const entry = ([swatch, words]: readonly [string, string]): HTMLElement =>
  el('span', { class: 'entry' }, el('i', { class: `swatch ${swatch}`, 'aria-hidden': 'true' }), words);

/** Only what there is to see. */
function laneLegend(picture: Picture): [swatch: string, words: string][] {
  const causes = new Set(picture.deaths.map(({ cause }) => cause));
  const isVacant = picture.slots.some((slot) => gapsOf(slot, picture.untilMs).length > 0);
  const marks: [swatch: string, words: string][] = [
    ...(causes.has('ceiling') ? [['mark-ceiling', 'sent away at the ceiling'] as [string, string]] : []),
    ...(causes.has('fault') ? [['mark-fault', 'ended by the fault'] as [string, string]] : []),
    ...(causes.has('forced') ? [['mark-forced', 'killed'] as [string, string]] : []),
    ...(causes.has('unknown') ? [['mark-unknown', 'died, why is unknown'] as [string, string]] : []),
  ];
  return [
    ['bar-booting', 'boots'],
    ['bar-serving', 'serves'],
    ['bar-draining', 'drains'],
    ...(isVacant ? [['bar-vacant', 'nobody'] as [string, string]] : []),
    ...marks,
  ];
}
