import type { Picture } from '../timeline/picture.js';
import { gapsOf, type Incarnation } from '../timeline/slots.js';
import { element, escaped } from '../xml.js';
import { line, type Panel, panelName, rect, text, type XOf } from './frame.js';

/** Room for the number of a worker in its bar. */
const labelWidth = 62;
const most = 16;

const laneHeight = (lanes: number): number => (lanes > most ? 6 : 22);

export const lanesHeight = ({ slots }: Picture): number => Math.max(1, slots.length) * laneHeight(slots.length);

/** A lane for each place of the cluster: pale while a worker boots or drains, full while it serves, and a cross where it dies. */
export function lanes(picture: Picture, panel: Panel, xOf: XOf): string {
  const { slots, knownUntilMs } = picture;
  const height = laneHeight(slots.length);
  const drawn = slots.map((slot, index) => {
    const y = panel.top + index * height;
    const gaps = gapsOf(slot, knownUntilMs).map((gap) =>
      line(xOf(gap.fromMs), y + height / 2, xOf(gap.untilMs), y + height / 2, 'gap'),
    );
    const bars = slot.incarnations.map((incarnation) => bar(incarnation, y, height, `slot-${index % 6}`, xOf));
    return [...gaps, ...bars].join('');
  });
  return panelName(panel, 'workers') + drawn.join('');
}

function bar(incarnation: Incarnation, y: number, height: number, colour: string, xOf: XOf): string {
  const { worker, pid, fromMs, servingFromMs, drainingFromMs, untilMs, exited, death } = incarnation;
  const serves = servingFromMs ?? untilMs;
  const drains = Math.max(drainingFromMs ?? untilMs, serves);
  const tall = height > 10;
  const [top, inner] = tall ? [y + 3, height - 6] : [y + 1, height - 2];
  const part = (from: number, until: number, look: string): string =>
    until <= from ? '' : rect(xOf(from), top, xOf(until) - xOf(from), inner, `${colour} ${look}`);
  const roomy = tall && xOf(drains) - xOf(serves) > labelWidth;
  const fate = death === null ? '' : `, ${death.cause}, ${death.lostRequests} lost`;
  return element(
    'g',
    {},
    element('title', {}, escaped(`worker ${worker} (${pid})${fate}`)) +
      part(fromMs, serves, 'pale') +
      part(serves, drains, 'full') +
      part(drains, untilMs, 'pale') +
      (roomy ? text(xOf(serves) + 6, top + 12, 'on', `worker ${worker}`) : '') +
      (exited && death !== null && tall ? cross(xOf(untilMs), y + height / 2) : ''),
  );
}

const cross = (x: number, y: number): string =>
  element('path', { d: `M${x - 4} ${y - 4}l8 8m0-8l-8 8`, class: 'cross' });
