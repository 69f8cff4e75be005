import type { Chart } from '../../harness/study/study.js';
import { count, whole } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';
import { element, escaped } from '../xml.js';
import { gutter, line, margin, type Panel, panelName, pathThrough, rect, round, text, width } from './frame.js';
import { look } from './look.js';

const panelHeight = 110;
const gap = 34;
const head = 44;
const foot = 40;
const legend = 'dark bands: nobody serves · dashed: the limit';

type ChartPanel = Chart['panels'][number];

/** A study's chart as a picture that stands by itself. Pure. */
export const chartSvg = (chart: Chart): string => drawing(chart, element('style', {}, look));

/** As a part of a page, which brings the style. */
export const chartOnPage = (chart: Chart): string => drawing(chart, '');

function drawing({ title, unit, ticks, panels }: Chart, style: string): string {
  const length = Math.max(2, ...panels.flatMap(({ curves }) => curves.map((curve) => curve.length)));
  const xOf = (at: number): number => round(gutter + (at / (length - 1)) * (width - gutter - margin));
  const placed = panels.map((panel, i) => ({ panel, top: head + gap + i * (panelHeight + gap), height: panelHeight }));
  const bottom = head + panels.length * (panelHeight + gap);
  const height = bottom + foot;
  const box = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' };
  const drawn = [
    element('title', {}, escaped(printable(title))),
    element('desc', {}, escaped(panels.map(inWords).join(' '))),
    style,
    rect(0, 0, width, height, 'paper'),
    text(margin, 24, 'title', printable(title, 100)),
    ...ticks.map(({ at }) => line(xOf(at), head + gap - 8, xOf(at), bottom, 'rule')),
    ...placed.map(({ panel, ...place }) => panelDrawing(panel, place, unit, xOf)),
    ...ticks.map(({ at, label }) => text(xOf(at), bottom + 16, 'tick', printable(label).slice(0, 3))),
    text(gutter, height - 8, 'dim small', legend),
  ];
  return `${element('svg', { ...box, width, height }, drawn.join('\n'))}\n`;
}

function panelDrawing(panel: ChartPanel, place: Panel, unit: string, xOf: (at: number) => number): string {
  const { title, limit, curves } = panel;
  const most = Math.max(limit?.value ?? 0, ...curves.map(highest), 1) * 1.1;
  const yOf = (value: number): number => place.top + place.height * (1 - value / most);
  const limitLine =
    limit === null
      ? ''
      : line(gutter, yOf(limit.value), width - margin, yOf(limit.value), 'ceiling') +
        text(
          width - margin,
          yOf(limit.value) - 4,
          'small name',
          `${printable(limit.title, 30)} at ${whole(limit.value)} ${unit}`,
        );
  return [
    ...emptySpans(curves).map(([from, until]) =>
      rect(xOf(from), place.top, xOf(until) - xOf(from), place.height, 'outage'),
    ),
    text(gutter, place.top - 8, 'small', printable(title, 60)),
    panelName(place, unit, `to ${whole(highest(curves.map(highest)))}`),
    ...curves.map((curve, i) => {
      const d = pathThrough(curve.map((value, at) => (value === null ? null : [xOf(at), yOf(value)])));
      return d === '' ? '' : element('path', { d, class: `curve slot-${i % 6}` });
    }),
    limitLine,
    line(gutter, place.top + place.height, width - margin, place.top + place.height, 'rule'),
  ].join('');
}

/** Where no curve has a value, from the last one before to the first one after. */
function emptySpans(curves: ChartPanel['curves']): [from: number, until: number][] {
  const length = Math.max(0, ...curves.map((curve) => curve.length));
  const spans: [number, number][] = [];
  for (let at = 0; at < length; at += 1) {
    if (curves.some((curve) => (curve[at] ?? null) !== null)) continue;
    const last = spans.at(-1);
    if (last !== undefined && last[1] === at) last[1] = Math.min(at + 1, length - 1);
    else spans.push([Math.max(0, at - 1), Math.min(at + 1, length - 1)]);
  }
  return spans;
}

const inWords = ({ title, curves }: ChartPanel): string =>
  `${printable(title, 60)}: ${count(curves.length, 'curve')}, the highest value is ${whole(highest(curves.map(highest)))}.`;

const highest = (values: readonly (number | null)[]): number =>
  values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
