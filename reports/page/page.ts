import type { RunRecord } from '../../harness/record.js';
import { inShort } from '../timeline/in-short.js';
import type { LiveRun } from '../timeline/live-run.js';
import { type Picture, pictureOfLive, pictureOfRecord } from '../timeline/picture.js';
import { el, refill } from './dom.js';
import { momentWords, showMoment } from './readout.js';
import { checksSection } from './sections/checks.js';
import { deathsSection } from './sections/deaths.js';
import { factsSection, remarksSection } from './sections/facts.js';
import { liveHeadline, titleOf, verdictHeadline, type WithoutRun, withoutRun } from './sections/headline.js';
import { requestsSection } from './sections/requests.js';
import { mostTelling, showStory } from './story-panel.js';
import { Timeframe } from './timeframe.js';
import { Timeline } from './timeline.js';

/** What there is to show: a run that is over, one that goes on, or the reason why there is none to be seen. */
export type Sight =
  | { kind: 'record'; record: RunRecord }
  | { kind: 'live'; run: LiveRun }
  | { kind: WithoutRun; reason: string };

/** The page: one way to draw for every feed. */
export class Page {
  readonly #headline = el('header', { class: 'headline' });
  readonly #title = el('h2');
  readonly #short = el('p', { class: 'dim' });
  readonly #readout = el('div', { class: 'card readout' });
  readonly #story = el('div', { class: 'card story-card', hidden: '' });
  readonly #below = el('div', { class: 'below' });
  readonly #timeframe = new Timeframe();
  readonly #timeline = new Timeline(this.#timeframe);
  readonly #happened = el('section', { class: 'happened-section', hidden: '', 'aria-label': 'What happened' });
  #picture: Picture | null = null;
  /** The deaths of the table as it stands. */
  #deathsShown = '';

  constructor(root: HTMLElement) {
    this.#happened.append(
      el('div', { class: 'happened-head' }, this.#title, this.#short),
      this.#timeline.root,
      el('aside', { 'aria-label': 'A moment and a death' }, this.#readout, this.#story),
    );
    refill(root, this.#headline, this.#happened, this.#below);
    this.#timeframe.onMoment(() => this.#read());
    this.#timeframe.onSelect(() => this.#tell());
  }

  show(sight: Sight): void {
    switch (sight.kind) {
      case 'record':
        this.#showRecord(sight.record);
        return;
      case 'live':
        this.#showLive(sight.run);
        return;
      case 'waiting':
      case 'broken-off':
      case 'out-of-touch':
        refill(this.#headline, ...withoutRun(sight.kind, sight.reason));
        document.title = 'No run – refork';
    }
  }

  /** Forgets what was looked at in another run. */
  #begin(startedAt: string): void {
    if (this.#picture?.startedAt === startedAt) return;
    this.#timeframe.begin();
    this.#deathsShown = '';
  }

  #showRecord(record: RunRecord): void {
    this.#begin(record.startedAt);
    const picture = pictureOfRecord(record);
    document.title = titleOf(record);
    document.body.dataset.stage = 'over';
    refill(this.#headline, ...verdictHeadline(record, picture));
    this.#title.textContent = 'What happened';
    this.#short.textContent = inShort(record);
    this.#timeframe.selected ??= mostTelling(picture.deaths)?.worker ?? null;
    this.#draw(picture);
    this.#deathsShown = '';
    refill(
      this.#below,
      remarksSection(record),
      checksSection(record),
      deathsSection(picture.deaths, record, (worker) => this.#open(worker)),
      requestsSection(record),
      factsSection(record),
    );
  }

  #showLive(run: LiveRun): void {
    this.#begin(run.startedAt);
    const picture = pictureOfLive(run);
    document.title = `${run.scenario}: running – refork`;
    document.body.dataset.stage = 'live';
    refill(this.#headline, ...liveHeadline(run, picture));
    this.#title.textContent = 'What happened so far';
    this.#short.textContent = '';
    this.#draw(picture);
    this.#listDeaths(picture);
  }

  /** The deaths so far. The table is left alone while it says what is so, and a button in it keeps the focus. */
  #listDeaths({ deaths }: Picture): void {
    const now = JSON.stringify(deaths);
    if (this.#deathsShown === now) return;
    this.#deathsShown = now;
    const focused = this.#below.querySelector('tr:focus-within')?.getAttribute('data-worker');
    refill(
      this.#below,
      deathsSection(deaths, null, (worker) => this.#open(worker)),
    );
    if (focused != null) this.#below.querySelector<HTMLElement>(`tr[data-worker="${focused}"] button`)?.focus();
  }

  #draw(picture: Picture): void {
    this.#picture = picture;
    this.#happened.hidden = false;
    this.#timeline.show(picture);
    this.#read();
    this.#tell();
  }

  /** The readout follows the pointer; without one, a run that goes on is read at its end. */
  #read(): void {
    const picture = this.#picture;
    if (picture === null) return;
    const pointed = this.#timeframe.momentMs;
    const atMs = pointed ?? (picture.stage === 'over' ? null : picture.knownUntilMs);
    this.#readout.classList.toggle('pointed', pointed !== null);
    if (atMs === null) {
      refill(this.#readout, el('p', { class: 'dim' }, 'Point at the timeline to read a moment of the run here.'));
      return;
    }
    showMoment(this.#readout, picture, atMs);
    if (pointed !== null) this.#timeline.say(momentWords(picture, atMs), atMs);
  }

  #tell(): void {
    if (this.#picture !== null) showStory(this.#story, this.#picture, this.#timeframe);
  }

  /** Opens a death from the table: its story is further up. */
  #open(worker: number): void {
    this.#timeframe.select(worker);
    this.#story.scrollIntoView({ block: 'nearest' });
    this.#story.querySelector('button')?.focus({ preventScroll: true });
  }
}
