import { aboutControl, explain } from '../../../harness/exit-status.js';
import type { Expectation, RunRecord } from '../../../harness/record.js';
import { ms, percent, whole } from '../../../harness/words/format.js';
import type { LiveRun } from '../../timeline/live-run.js';
import { momentOf } from '../../timeline/moment.js';
import type { Picture } from '../../timeline/picture.js';
import { verdictWords, when, withoutVerdict } from '../../verdict-words.js';
import { el } from '../dom.js';

/** How the run ended: in one word, one sentence and the figures that say most. */
export function verdictHeadline(record: RunRecord, { deaths }: Picture): HTMLElement[] {
  const { sign, word, kind } = verdictWords(record);
  const title = record.expectation !== null && kind === 'pass' ? asItShould(record) : word;
  return [
    eyebrow(record.scenario, record.startedAt),
    el(
      'h1',
      { class: `verdict ${kind}` },
      el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('span', {}, title),
    ),
    el('p', { class: 'lead' }, withoutVerdict(explain(record), title)),
    el('p', { class: 'story' }, record.story),
    ...(record.expectation === null ? [] : [controlNote(record.expectation)]),
    figures(recordFigures(record, deaths)),
  ];
}

const asItShould = ({ verdict }: RunRecord): string =>
  verdict === 'inconclusive' ? 'Inconclusive, as it should be' : 'Failed, as it should';

const controlNote = (expectation: Expectation): HTMLElement => el('p', { class: 'note' }, aboutControl(expectation));

function recordFigures(record: RunRecord, deaths: Picture['deaths']): Figure[] {
  const { prober, ledger, leftOut } = record;
  const replaced = deaths.flatMap(({ reforkMs }) => (reforkMs === null ? [] : [reforkMs]));
  const never = deaths.length - replaced.length;
  const slowest = replaced.length === 0 ? null : Math.max(...replaced);
  const asked = prober.answered + prober.failed;
  return [
    { value: whole(deaths.length + leftOut.deaths), of: deaths.length === 1 ? 'death' : 'deaths' },
    never > 0
      ? { value: whole(never), of: 'never replaced', kind: 'bad' }
      : { value: slowest === null ? '–' : ms(slowest), of: 'slowest refork' },
    { value: whole(ledger.lost), of: 'requests lost', kind: ledger.lost > 0 ? 'bad' : '' },
    { value: asked === 0 ? '–' : percent(prober.availability), of: 'of probes answered' },
    { value: prober.longestOutageMs === 0 ? 'none' : ms(prober.longestOutageMs), of: 'longest outage' },
    { value: whole(ledger.answered2xx + ledger.answeredNon2xx), of: 'requests answered' },
  ];
}

/** Where a run is that goes on. */
export function liveHeadline(run: LiveRun, picture: Picture): HTMLElement[] {
  const { deaths, slots } = picture;
  const done = run.loadMs === 0 ? 0 : Math.min(1, run.loadedMs / run.loadMs);
  const progress = el('progress', { max: '1', value: String(done), 'aria-label': 'How much of the load is over' });
  const serving = momentOf(picture, picture.knownUntilMs).workers.filter(({ state }) => state === 'serving').length;
  return [
    eyebrow(run.scenario, run.startedAt),
    el(
      'h1',
      { class: 'verdict live' },
      el('span', { class: 'pulse', 'aria-hidden': 'true' }),
      el('span', {}, 'Running'),
    ),
    el('p', { class: 'lead' }, `${clock(run)}${stages[run.stage]}.`),
    progress,
    el('p', { class: 'story' }, run.story),
    figures([
      { value: `${serving} of ${slots.length}`, of: 'workers serving', kind: serving === 0 ? 'bad' : '' },
      { value: whole(deaths.length), of: deaths.length === 1 ? 'death so far' : 'deaths so far' },
      { value: whole(run.answered), of: 'requests answered' },
      { value: whole(run.lost), of: 'requests lost', kind: run.lost > 0 ? 'bad' : '' },
    ]),
  ];
}

const clock = ({ loadedMs, loadMs }: LiveRun): string =>
  loadedMs === 0 ? '' : `${(Math.min(loadedMs, loadMs) / 1000).toFixed(1)} s of ${loadMs / 1000} s. `;

const stages: Record<LiveRun['stage'], string> = {
  starting: 'The target starts',
  steady: 'Steady state: the load is on, nothing is wrong yet',
  fault: 'The fault is on',
  recovery: 'The fault is off, and the target is on its way back',
  stopping: 'The load is over; the target is told to stop, then the run is judged',
};

interface Figure {
  value: string;
  of: string;
  kind?: string;
}

const figures = (all: readonly Figure[]): HTMLElement =>
  el(
    'dl',
    { class: 'figures' },
    ...all.map(({ value, of, kind = '' }) =>
      el('div', {}, el('dd', { class: `figure ${kind}` }, value), el('dt', {}, of)),
    ),
  );

const eyebrow = (scenario: string, startedAt: string): HTMLElement =>
  el(
    'p',
    { class: 'eyebrow' },
    el('b', {}, 'refork'),
    ` ${scenario}`,
    el('time', { datetime: startedAt }, when(startedAt)),
  );

/** For the title of the window. */
export const titleOf = (record: RunRecord): string =>
  `${record.scenario}: ${verdictWords(record).word.toLowerCase()} – refork`;

/** Why there is no run to be seen: none has begun, it ended without a record, or it does not answer just now. */
export type WithoutRun = 'waiting' | 'broken-off' | 'out-of-touch';

const withoutRunWords: Record<WithoutRun, string> = {
  waiting: 'Waiting',
  'broken-off': 'Broken off',
  'out-of-touch': 'Out of touch',
};

export const withoutRun = (kind: WithoutRun, reason: string): HTMLElement[] => [
  el(
    'h1',
    { class: 'verdict inconclusive' },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, '?'),
    el('span', {}, withoutRunWords[kind]),
  ),
  el('p', { class: 'lead' }, reason),
];
