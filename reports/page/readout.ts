import { count, mb, ms, whole } from '../../harness/words/format.js';
import { type Moment, momentOf, type Presence } from '../timeline/moment.js';
import type { Picture } from '../timeline/picture.js';
import { el, refill } from './dom.js';
import { secondsWords } from './needle.js';
import { currentTheme, slotColour, type Theme } from './theme.js';

const mostWorkers = 6;
const mostHappened = 6;

/** Fills `panel` with all that was so at a moment. */
export function showMoment(panel: HTMLElement, picture: Picture, atMs: number): void {
  const moment = momentOf(picture, atMs);
  const theme = currentTheme();
  refill(
    panel,
    el('h3', {}, el('span', { class: 'figure' }, secondsWords(atMs)), el('span', { class: 'dim' }, ` ${moment.stage}`)),
    el(
      'ul',
      { class: 'presences' },
      ...shown(moment.workers).map((each) => presence(each, theme, picture.slots.length)),
      ...rest(moment),
    ),
    el('dl', { class: 'facts' }, ...facts(moment)),
    happened(moment.happened),
  );
}

/** The same in one sentence, for those who hear the page. */
export function momentWords(picture: Picture, atMs: number): string {
  const { stage, workers, answered, lost, everyMs, happened: events } = momentOf(picture, atMs);
  const serving = workers.filter(({ state }) => state === 'serving').length;
  const what = events.length === 0 ? '' : `; ${events.slice(0, mostHappened).join(', ')}`;
  return `${secondsWords(atMs)}, ${stage}: ${count(serving, 'worker')} serving, in ${ms(everyMs)} ${whole(answered)} answered and ${whole(lost)} lost${what}`;
}

/** Of many workers those with something to tell: not serving, or with the most memory. */
function shown(workers: readonly Presence[]): Presence[] {
  if (workers.length <= mostWorkers + 1) return [...workers];
  const interest = ({ state, rssBytes }: Presence): number => (state === 'serving' ? 0 : 1e15) + (rssBytes ?? 0);
  return workers.toSorted((a, b) => interest(b) - interest(a)).slice(0, mostWorkers);
}

function presence({ worker, pid, slot, state, rssBytes }: Presence, theme: Theme, of: number): HTMLElement {
  const swatch = el('i', { class: 'dot', 'aria-hidden': 'true' });
  swatch.style.background = slotColour(theme, slot, of);
  return el(
    'li',
    {},
    swatch,
    el('span', { class: 'who', title: `pid ${pid}` }, `worker ${worker}`),
    el('span', { class: `state ${state}` }, words[state]),
    el('span', { class: 'figure' }, rssBytes === null ? '–' : mb(rssBytes)),
  );
}

const words = { booting: 'boots', serving: 'serves', draining: 'drains', dead: 'is gone' } as const;

function rest({ workers, vacant }: Moment): HTMLElement[] {
  const hidden = workers.slice(shown(workers).length).length;
  return [
    ...(hidden === 0 ? [] : [el('li', { class: 'dim' }, `and ${hidden} more, with less memory`)]),
    ...(vacant === 0 ? [] : [el('li', { class: 'bad' }, `${count(vacant, 'place')} held by nobody`)]),
  ];
}

function facts(moment: Moment): HTMLElement[] {
  const { answered, lost, everyMs, probesAnswered, probesFailed, p50Ms, p99Ms, isOutage } = moment;
  const asked = probesAnswered + probesFailed;
  const probes = asked === 0 ? 'none' : `${probesAnswered} of ${asked} answered`;
  return [
    fact(`answered in ${ms(everyMs)}`, whole(answered)),
    fact('lost', whole(lost), lost > 0 ? 'bad' : ''),
    fact('probes', isOutage ? `${probes}: an outage` : probes, probesFailed > 0 ? 'bad' : ''),
    fact('latency p50, p99', p50Ms === null ? '–' : `${ms(p50Ms)}, ${p99Ms === null ? '–' : ms(p99Ms)}`),
  ];
}

const fact = (term: string, value: string, kind = ''): HTMLElement =>
  el('div', {}, el('dt', {}, term), el('dd', { class: `figure ${kind}` }, value));

function happened(events: readonly string[]): HTMLElement | null {
  if (events.length === 0) return null;
  const more = events.length - mostHappened;
  return el(
    'ul',
    { class: 'happened' },
    ...events.slice(0, mostHappened).map((each) => el('li', {}, each)),
    more > 0 ? el('li', { class: 'dim' }, `and ${more} more`) : null,
  );
}
