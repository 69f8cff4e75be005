import type { Cause, Death, RunRecord } from '../../../harness/record.js';
import { count, mb, ms, whole } from '../../../harness/words/format.js';
import { el } from '../dom.js';
import { secondsWords } from '../needle.js';

const firstShown = 50;

/** Every death in a row, each with a button that opens its story; of hundreds, the first and a button for the rest. */
export function deathsSection(
  deaths: readonly Death[],
  record: RunRecord | null,
  open: (worker: number) => void,
): HTMLElement {
  if (deaths.length === 0)
    return el('section', { id: 'deaths' }, el('h2', {}, 'Deaths'), el('p', {}, 'No worker died.'));
  const body = el('tbody', {}, ...deaths.slice(0, firstShown).map((death) => row(death, open)));
  const leftOut = record?.leftOut.deaths ?? 0;
  return el(
    'section',
    { id: 'deaths' },
    el('h2', {}, 'Deaths'),
    el(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Table of deaths' },
      el('table', {}, el('thead', {}, el('tr', {}, ...heads.map(head))), body),
    ),
    moreButton(deaths, body, open),
    leftOut === 0
      ? null
      : el('p', { class: 'note' }, `${count(leftOut, 'more death')} were left out to keep the record small.`),
  );
}

const heads: readonly [words: string, isNumber: boolean][] = [
  ['Worker', false],
  ['Went', false],
  ['Memory', true],
  ['Crossed', true],
  ['Told to go', true],
  ['Exit at', true],
  ['Forked', true],
  ['Listens', true],
  ['First answer', true],
  ['Refork took', true],
  ['Lost', true],
  ['By', true],
];

const head = ([words, isNumber]: (typeof heads)[number]): HTMLElement =>
  el('th', { scope: 'col', ...(isNumber && { class: 'figure' }) }, words);

function row(death: Death, open: (worker: number) => void): HTMLElement {
  const { worker, pid, cause, exitCode, signal, rssBytes, atMs, reforkMs, lostRequests, replacedBy } = death;
  const button = el(
    'button',
    { type: 'button', class: 'link', 'aria-label': `Worker ${worker}: show its story` },
    `worker ${worker}`,
  );
  button.addEventListener('click', () => open(worker));
  const cell = (text: string, kind = ''): HTMLElement => el('td', { class: `figure ${kind}` }, text);
  return el(
    'tr',
    { 'data-worker': String(worker) },
    el('th', { scope: 'row' }, button, el('span', { class: 'dim' }, ` ${pid}`)),
    el('td', {}, `${how[cause]}, ${signal ?? `code ${exitCode ?? 'unknown'}`}`),
    cell(rssBytes === null ? '–' : mb(rssBytes)),
    cell(offset(atMs.ceiling, atMs.exit)),
    cell(offset(atMs.recycle, atMs.exit)),
    cell(secondsWords(atMs.exit)),
    cell(offset(atMs.fork, atMs.exit)),
    cell(offset(atMs.listening, atMs.exit)),
    cell(offset(atMs.firstAnswer, atMs.exit)),
    reforkMs === null ? cell('never', 'bad') : cell(reforkMs === 0 ? 'served already' : ms(reforkMs)),
    cell(whole(lostRequests), lostRequests > 0 ? 'bad' : ''),
    cell(replacedBy === null ? '–' : `worker ${replacedBy}`),
  );
}

const how: Record<Cause, string> = {
  ceiling: 'at the ceiling',
  fault: 'by the fault',
  forced: 'had to be killed',
  unknown: 'why is unknown',
};

/** Before or after the exit. */
function offset(atMs: number | null, exitMs: number): string {
  if (atMs === null) return '–';
  const from = atMs - exitMs;
  return `${from < 0 ? '−' : '+'}${ms(Math.abs(from))}`;
}

function moreButton(deaths: readonly Death[], body: HTMLElement, open: (worker: number) => void): HTMLElement | null {
  const hidden = deaths.slice(firstShown);
  if (hidden.length === 0) return null;
  const button = el('button', { type: 'button' }, `Show the other ${whole(hidden.length)}`);
  button.addEventListener('click', () => {
    body.append(...hidden.map((death) => row(death, open)));
    button.remove();
  });
  return button;
}
