import { explain } from '../../harness/exit-status.js';
import type { RunRecord } from '../../harness/record.js';
import { wrap } from '../../harness/words/wrap.js';
import { printable } from '../plain-text.js';
import { inShort } from '../timeline/in-short.js';
import { type Picture, pictureOfRecord } from '../timeline/picture.js';
import { element, escaped } from '../xml.js';
import { gutter, line, margin, type Panel, rect, text, timeAxis, width, type XOf } from './frame.js';
import { lanes, lanesHeight } from './lanes.js';
import { look } from './look.js';
import { memory } from './memory.js';
import { requests } from './requests.js';

const gap = 14;
const storyColumns = 130;
const legend =
  'pale: a worker boots or drains · ×: it dies · bars in front: requests lost · dark bands: nobody answers';

/** A run as one picture: every worker's life, memory, requests answered and lost, on one time axis. Pure. */
export function svg(record: RunRecord): string {
  const picture = pictureOfRecord(record);
  const xOf = timeAxis(picture.untilMs);
  const story = wrap(printable(record.story), storyColumns).slice(0, 2);
  const workers: Panel = { top: 58 + story.length * 16, height: lanesHeight(picture) };
  const heap: Panel = { top: below(workers), height: 96 };
  const load: Panel = { top: below(heap), height: 64 };
  const bottom = load.top + load.height;
  const height = bottom + 48;
  const name = printable(record.scenario, 40);
  const drawn = [
    element('title', {}, escaped(`${name}: ${printable(record.story)}`)),
    element('desc', {}, escaped(printable(`${inShort(record)} ${explain(record)}`, 600))),
    element('style', {}, look),
    rect(0, 0, width, height, 'paper'),
    text(margin, 24, 'title', name),
    ...story.map((words, i) => text(margin, 42 + i * 16, 'dim', words)),
    bands(picture, workers.top, bottom, xOf),
    lanes(picture, workers, xOf),
    memory(picture, heap, xOf),
    requests(picture, load, xOf),
    ticks(picture, bottom, xOf),
    text(gutter, height - 10, 'dim small', legend),
  ];
  const box = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' };
  return `${element('svg', { ...box, width, height }, drawn.join('\n'))}\n`;
}

const below = ({ top, height }: Panel): number => top + height + gap;

/** What lies behind all panels: the time in which the fault was on, and the outages. */
function bands({ phases, fault, outages }: Picture, top: number, bottom: number, xOf: XOf): string {
  const { faultFromMs, faultUntilMs } = phases;
  const [from, until] = [xOf(faultFromMs ?? 0), xOf(faultUntilMs ?? 0)];
  const isFaulty = fault !== null && until > from;
  return [
    ...(isFaulty ? [rect(from, top - 22, until - from, bottom - top + 22, 'fault')] : []),
    ...outages.map(({ fromMs, untilMs }) =>
      rect(xOf(fromMs), top - 6, Math.max(1, xOf(untilMs) - xOf(fromMs)), bottom - top + 6, 'outage'),
    ),
    ...(isFaulty ? [text(from + 4, top - 9, 'dim small', `the fault ${printable(fault, 40)} is on`)] : []),
  ].join('');
}

/** A tick each second, or so many that there are not too many. */
function ticks({ untilMs }: Picture, bottom: number, xOf: XOf): string {
  const stepS = [1, 2, 5, 10, 30, 60, 300, 600, 3600].find((step) => untilMs / 1000 / step <= 16) ?? 86_400;
  const seconds = Array.from({ length: Math.floor(untilMs / 1000 / stepS) + 1 }, (_, i) => i * stepS);
  return seconds
    .map(
      (s) =>
        line(xOf(s * 1000), bottom, xOf(s * 1000), bottom + 4, 'rule') +
        text(xOf(s * 1000), bottom + 17, 'tick', `${s} s`),
    )
    .join('');
}
