import type { Death } from '../../harness/record.js';
import { ms } from '../../harness/words/format.js';
import { type Step, storyOf } from '../timeline/death-story.js';
import type { Picture } from '../timeline/picture.js';
import { el, refill } from './dom.js';
import { secondsWords } from './needle.js';
import type { Timeframe } from './timeframe.js';

/** Fills `panel` with the story of the death looked into, or hides it where there is none. */
export function showStory(panel: HTMLElement, picture: Picture, timeframe: Timeframe): void {
  const index = picture.deaths.findIndex(({ worker }) => worker === timeframe.selected);
  const death = picture.deaths[index];
  panel.hidden = death === undefined;
  if (death === undefined) return;
  const { sentence, steps, missing } = storyOf(death);
  refill(
    panel,
    el('p', { class: 'eyebrow' }, `Death ${index + 1} of ${picture.deaths.length}`),
    el('h3', {}, `Worker ${death.worker}`, el('span', { class: 'dim' }, ` pid ${death.pid}`)),
    el('p', {}, sentence),
    scale(steps, death),
    el('ol', { class: 'steps' }, ...steps.map(step)),
    ...missing.map((each) => el('p', { class: 'bad' }, each)),
    el('div', { class: 'buttons' }, ...buttons(picture.deaths, index, steps, timeframe)),
  );
}

function step({ of, words, atMs, fromExitMs }: Step): HTMLElement {
  const offset = Math.round(fromExitMs);
  const from =
    offset === 0 ? (fromExitMs === 0 ? 'exit' : '0 ms') : `${offset < 0 ? '−' : '+'}${ms(Math.abs(fromExitMs))}`;
  return el(
    'li',
    { class: of },
    el('span', { class: 'words' }, words),
    el('span', { class: 'figure dim' }, secondsWords(atMs)),
    el('span', { class: 'figure' }, from),
  );
}

/** Both workers as bars to scale: whether one was there while the other was not is seen at a glance. */
function scale(steps: readonly Step[], { atMs, worker, replacedBy }: Death): HTMLElement | null {
  const first = steps[0]?.atMs ?? atMs.exit;
  const last = Math.max(atMs.listening ?? 0, steps.at(-1)?.atMs ?? atMs.exit);
  if (last - first <= 0) return null;
  const lead = (last - first) * 0.15;
  const share = (at: number): number => ((at - first + lead) / (last - first + 2 * lead)) * 100;
  const bar = (kind: string, from: number, until: number): HTMLElement => {
    const element = el('span', { class: `bar ${kind}` });
    element.style.left = `${from}%`;
    element.style.width = `${Math.max(0.5, until - from)}%`;
    return element;
  };
  const { exit, fork, listening, recycle } = atMs;
  const row = (name: string, ...bars: HTMLElement[]): HTMLElement =>
    el('div', { class: 'scale-row' }, el('span', { class: 'name' }, name), el('span', { class: 'track' }, ...bars));
  const leaving = recycle === null ? exit : recycle;
  const gap = listening === null ? 100 : share(listening);
  return el(
    'div',
    { class: 'scale', 'aria-hidden': 'true' },
    row(`${worker}`, bar('serving', 0, share(leaving)), bar('draining', share(leaving), share(exit))),
    row(
      replacedBy === null ? '–' : `${replacedBy}`,
      ...(gap > share(exit) ? [bar('vacant', share(exit), gap)] : []),
      ...(fork === null ? [] : [bar('booting', share(fork), listening === null ? 100 : share(listening))]),
      ...(listening === null ? [] : [bar('serving', share(listening), 100)]),
    ),
  );
}

function buttons(deaths: readonly Death[], index: number, steps: readonly Step[], timeframe: Timeframe): HTMLElement[] {
  const button = (label: string, press: () => void): HTMLElement => {
    const element = el('button', { type: 'button' }, label);
    element.addEventListener('click', press);
    return element;
  };
  const first = steps[0]?.atMs ?? 0;
  const last = steps.at(-1)?.atMs ?? 0;
  const before = deaths[index - 1];
  const after = deaths[index + 1];
  return [
    button('Look closer', () => timeframe.zoom(first - 250, last + 250)),
    ...(before === undefined ? [] : [button('‹ Earlier', () => timeframe.select(before.worker))]),
    ...(after === undefined ? [] : [button('Later ›', () => timeframe.select(after.worker))]),
  ];
}

/** The death that says most: one without a replacement, else the costliest, else the slowest to be replaced. */
export function mostTelling(deaths: readonly Death[]): Death | undefined {
  const weight = ({ reforkMs, lostRequests }: Death): number =>
    reforkMs === null ? Infinity : lostRequests * 1e9 + reforkMs;
  return deaths.reduce<Death | undefined>(
    (best, death) => (best === undefined || weight(death) > weight(best) ? death : best),
    undefined,
  );
}
