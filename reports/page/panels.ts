import { whole } from '../../harness/format.js';
import type { Series } from '../../harness/record.js';
import type { Picture } from '../timeline/picture.js';
import { drawMemory, memoryTop } from './memory.js';
import { highest, type PlotPlan } from './plot.js';
import type { Theme } from './theme.js';

export interface Panel {
  title: string;
  /** What its signs mean: the class of a swatch, and its words. */
  legend: readonly (readonly [swatch: string, words: string])[];
  plan: (theme: Theme, picture: () => Picture) => PlotPlan;
  data: (series: Series) => uPlot.AlignedData;
}

/** The plots below the lanes, from the top down. */
export const panels: readonly Panel[] = [
  {
    title: 'Memory, MB',
    legend: [
      ['line-dashed', 'ceiling'],
      ['mark-recycle', 'told to go'],
      ['line-faint', 'primary'],
    ],
    plan: (theme, picture) => ({
      height: 150,
      series: [{ show: false }],
      top: () => memoryTop(picture()),
      label: (bytes) => whole(bytes / 1e6),
      timeAxis: 'silent',
      over: (plot) => drawMemory(plot, picture(), theme),
    }),
    data: (series) => [moments(series), new Array(series.answered.length + 1).fill(null)],
  },
  {
    title: 'Requests answered',
    legend: [],
    plan: ({ dim }) => ({
      height: 84,
      series: [{ stroke: dim, fill: `${dim}33`, width: 1, paths: stepped(), points: { show: false } }],
      top: ([, answered]) => highest(answered) * 1.15,
      label: whole,
      timeAxis: 'silent',
    }),
    data: (series) => [moments(series), held(series.answered)],
  },
  {
    title: 'Requests lost',
    legend: [],
    plan: ({ bad }) => ({
      height: 46,
      series: [{ stroke: bad, fill: bad, width: 1, paths: stepped(), points: { show: false } }],
      top: ([, lost]) => Math.max(4, highest(lost) * 1.1),
      label: whole,
      timeAxis: 'silent',
    }),
    data: (series) => [moments(series), held(series.lost)],
  },
  {
    title: 'Probes',
    legend: [
      ['area-good', 'answered'],
      ['area-bad', 'failed'],
      ['area-outage', 'outage'],
    ],
    plan: ({ good, bad }) => ({
      height: 56,
      series: [
        { stroke: bad, fill: bad, width: 1, paths: stepped(), points: { show: false } },
        { stroke: good, fill: good, width: 1, paths: stepped(), points: { show: false } },
      ],
      top: ([, asked]) => highest(asked) * 1.15,
      label: whole,
      timeAxis: 'silent',
    }),
    // The failed ones stand on top of the answered ones.
    data: (series) => [
      moments(series),
      held(series.probesAnswered.map((answered, i) => answered + (series.probesFailed[i] ?? 0))),
      held(series.probesAnswered),
    ],
  },
  {
    title: 'Latency, ms',
    legend: [
      ['line-strong', 'p99'],
      ['line-faint', 'p50'],
    ],
    plan: ({ dim, ink }) => ({
      height: 96,
      series: [
        { stroke: ink, width: 1.25, paths: stepped(), points: { show: false } },
        { stroke: dim, width: 1.25, paths: stepped(), points: { show: false } },
      ],
      top: ([, p99, p50]) => highest(p99, p50) * 1.1,
      label: (ms) => `${Number(ms.toFixed(1))}`,
      timeAxis: 'written',
    }),
    data: (series) => [moments(series), held(series.p99Ms), held(series.p50Ms)],
  },
];

/** A value holds for its whole span. */
const stepped = (): uPlot.Series.PathBuilder | undefined => uPlot.paths.stepped?.({ align: 1 });

/** The start of each span, and the end of the last one. */
const moments = ({ everyMs, answered }: Series): number[] =>
  Array.from({ length: answered.length + 1 }, (_, i) => i * everyMs);

const held = (values: readonly (number | null)[]): (number | null)[] => [...values, values.at(-1) ?? null];
