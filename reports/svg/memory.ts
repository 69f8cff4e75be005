import { mb } from '../../harness/words/format.js';
import type { Picture } from '../timeline/picture.js';
import { element } from '../xml.js';
import { gutter, line, margin, type Panel, panelName, pathThrough, text, width, type XOf } from './frame.js';

/** Each worker's memory in the colour of its place, and the ceiling. */
export function memory(picture: Picture, panel: Panel, xOf: XOf): string {
  const { slots, series, ceilingBytes } = picture;
  const most = Math.max(ceilingBytes ?? 0, ...Object.values(series.rssBytes).flatMap(highest), 1) * 1.1;
  const yOf = (bytes: number): number => panel.top + panel.height * (1 - bytes / most);
  const curves = slots.flatMap(({ incarnations }, index) =>
    incarnations.map(({ pid, fromMs, untilMs }) => {
      const points = (series.rssBytes[pid] ?? []).map((bytes, i): [number, number] | null => {
        const atMs = (i + 0.5) * series.everyMs;
        return bytes === null || atMs < fromMs - series.everyMs || atMs > untilMs + series.everyMs
          ? null
          : [xOf(Math.min(Math.max(atMs, fromMs), untilMs)), yOf(bytes)];
      });
      const d = pathThrough(points);
      return d === '' ? '' : element('path', { d, class: `curve slot-${index % 6}` });
    }),
  );
  const ceiling =
    ceilingBytes === null
      ? ''
      : line(gutter, yOf(ceilingBytes), width - margin, yOf(ceilingBytes), 'ceiling') +
        text(gutter + 4, yOf(ceilingBytes) - 4, 'small', `ceiling ${mb(ceilingBytes)}`);
  return panelName(panel, 'memory', `to ${mb(most / 1.1)}`) + curves.join('') + ceiling;
}

/** A list of thousands cannot be spread into a call. */
const highest = (samples: readonly (number | null)[]): number[] => [
  samples.reduce<number>((high, bytes) => Math.max(high, bytes ?? 0), 0),
];
