import type { RunRecord } from '../../../harness/record.js';
import { count, mb } from '../../../harness/words/format.js';
import { repeatCommand } from '../../timeline/repeat-command.js';
import { el } from '../dom.js';

/** What may cast doubt on a run, and remarks that do not; `null` where there is neither. */
export function remarksSection({ doubts, notes, leftOut }: RunRecord): HTMLElement | null {
  const remarks = [
    ...doubts.map((doubt) => el('li', {}, el('b', { class: 'unsure' }, 'In doubt: '), doubt)),
    ...notes.map((note) => el('li', {}, note)),
    ...(leftOut.events > 0
      ? [
          el(
            'li',
            {},
            `${count(leftOut.events, 'event')} were left out to keep the record small, so the lanes have gaps.`,
          ),
        ]
      : []),
  ];
  return remarks.length === 0 ? null : el('ul', { class: 'remarks' }, ...remarks);
}

/** What was run, on what, and how to run it again. */
export function factsSection(record: RunRecord): HTMLElement {
  const { settings, environment, durationMs, startedAt } = record;
  const { ceilingBytes, bootRssBytes, rate, fault } = settings;
  return el(
    'section',
    { id: 'settings' },
    el('h2', {}, 'How it was run'),
    el('p', { class: 'command-label' }, 'Run it again with'),
    el('pre', { class: 'command', tabindex: '0' }, el('code', {}, repeatCommand(record))),
    el(
      'div',
      { class: 'columns' },
      list('Settings', [
        ['Target', settings.target],
        ['Workers', String(settings.workers)],
        [
          'Ceiling',
          ceilingBytes === null ? 'none' : `${mb(ceilingBytes)}, enforced by the ${enforcers[settings.enforce]}`,
        ],
        ['Memory after boot', bootRssBytes === null ? 'not sampled' : mb(bootRssBytes)],
        ['Recycle', `${settings.signal}, then SIGKILL after ${settings.graceMs / 1000} s`],
        ['Load', `${count(settings.connections, 'connection')} for ${settings.durationMs / 1000} s, ${pace(rate)}`],
        ['Path', settings.path],
        ['Fault', fault === null ? 'none' : `${fault.name} ${JSON.stringify(fault.options ?? {})}`],
      ]),
      list('Environment', [
        ['Node', environment.node],
        ['Platform', environment.platform],
        ['CPUs', String(environment.cpus)],
        ['refork', environment.refork],
        ['Started', startedAt],
        ['Took', `${(durationMs / 1000).toFixed(1)} s`],
      ]),
    ),
    stderrDetails(record),
  );
}

const enforcers = {
  harness: 'harness',
  v8: 'V8 heap limit',
  kernel: 'kernel',
  target: "target's own supervisor",
} as const;

const pace = (rate: number | null): string =>
  rate === null ? 'as fast as they are answered' : `${rate} requests a second`;

const list = (title: string, pairs: readonly (readonly [string, string])[]): HTMLElement =>
  el(
    'div',
    {},
    el('h3', {}, title),
    el('dl', { class: 'pairs' }, ...pairs.flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)])),
  );

function stderrDetails({ stderr }: RunRecord): HTMLElement | null {
  if (stderr.length === 0) return null;
  return el(
    'details',
    {},
    el('summary', {}, `What the target wrote last to its standard error (${count(stderr.length, 'line')})`),
    el('pre', { class: 'stderr', tabindex: '0' }, stderr.join('\n')),
  );
}
