import { whole } from '../../harness/words/format.js';
import type { Picture } from '../timeline/picture.js';
import { element } from '../xml.js';
import { line, type Panel, panelName, rect, round, type XOf } from './frame.js';

/** Answers of the load over time as an area, and what was lost as bars before it. */
export function requests({ series, knownUntilMs }: Picture, panel: Panel, xOf: XOf): string {
  const { everyMs, answered, lost } = series;
  const most = Math.max(1, ...answered.map((n, i) => Math.max(n, lost[i] ?? 0)));
  const bottom = panel.top + panel.height;
  const yOf = (n: number): number => round(bottom - (n / (most * 1.05)) * panel.height);
  const steps = answered
    .filter((_, i) => i * everyMs < knownUntilMs)
    .map((n, i) => `V${yOf(n)}H${xOf((i + 1) * everyMs)}`)
    .join('');
  const area = element('path', { d: `M${xOf(0)} ${bottom}${steps}V${bottom}Z`, class: 'answered' });
  const bars = lost.flatMap((n, i) =>
    n === 0 ? [] : [rect(xOf(i * everyMs), Math.min(yOf(n), bottom - 3), 3, Math.max(bottom - yOf(n), 3), 'lost')],
  );
  const rule = line(xOf(0), bottom, xOf(knownUntilMs), bottom, 'rule');
  return panelName(panel, 'answered', `to ${whole((most * 1000) / everyMs)} a s`) + area + bars.join('') + rule;
}
