import type { Series } from '../../harness/record.js';
import { count, ms, whole } from '../../harness/words/format.js';
import type { Picture } from '../timeline/picture.js';
import type { Sign } from './legend.js';
import { drawMemory, memoryTop } from './memory.js';
import { highest, type PlotPlan } from './plot.js';
import type { Theme } from './theme.js';

export interface Panel {
  title: string;
  /** What its signs mean: the class of a swatch, and its words. */
  legend: (picture: Picture) => readonly Sign[];
  /** A remark on the whole of it. */
  note?: (picture: Picture) => string;
  /** Whether the remark says all there is to see, so that no plot is drawn. */
  isEmpty?: (picture: Picture) => boolean;
  plan: (theme: Theme, picture: () => Picture) => PlotPlan;
  data: (series: Series) => uPlot.AlignedData;
}

/** The plots below the lanes, from the top down. */
export const panels: readonly Panel[] = [
  {
    title: 'Memory, MB',
    legend: ({ ceilingBytes, events }) => [
      ...signIf(ceilingBytes !== null, ['line-dashed', 'ceiling']),
      ...signIf(
        events.some(({ kind }) => kind === 'worker-recycled'),
        ['mark-recycle', 'told to go'],
      ),
      ['line-faint', 'primary'],
    ],
    plan: (theme, picture) => ({
      height: 150,
      series: [{ show: false }],
      top: () => memoryTop(picture()),
      label: (bytes) => whole(bytes / 1e6),
      counts: 'amounts',
      timeAxis: 'silent',
      over: (plot) => drawMemory(plot, picture(), theme),
    }),
    data: (series) => [moments(series), new Array(series.answered.length + 1).fill(null)],
  },
  {
    title: 'Requests answered',
    legend: () => [],
    note: ({ series }) => `in each ${ms(series.everyMs)}`,
    plan: ({ dim }) => ({
      height: 84,
      series: [{ stroke: dim, fill: `${dim}33`, width: 1, paths: stepped(), points: { show: false } }],
      top: ([, answered]) => highest(answered) * 1.15,
      label: whole,
      counts: 'things',
      timeAxis: 'silent',
    }),
    data: (series) => [moments(series), held(series.answered)],
  },
  {
    title: 'Requests lost',
    legend: () => [],
    note: ({ series }) => (isNoneLost(series) ? 'none' : `${whole(total(series.lost))} in all`),
    isEmpty: ({ series }) => isNoneLost(series),
    plan: ({ bad }) => ({
      height: 46,
      series: [{ stroke: bad, fill: bad, width: 1, paths: stepped(), points: { show: false } }],
      top: ([, lost]) => Math.max(4, highest(lost) * 1.1),
      label: whole,
      counts: 'things',
      timeAxis: 'silent',
    }),
    data: (series) => [moments(series), held(series.lost)],
  },
  {
    title: 'Probes',
    note: ({ outages }) => (outages.length === 0 ? '' : count(outages.length, 'outage')),
    legend: ({ series, outages }) => [
      ['area-good', 'answered'],
      ...signIf(total(series.probesFailed) > 0, ['area-bad', 'failed']),
      ...signIf(outages.length > 0, ['area-outage', 'outage: none answered']),
    ],
    plan: ({ good, goodWash, bad }) => ({
      height: 56,
      series: [
        { stroke: bad, fill: bad, width: 1, paths: stepped(), points: { show: false } },
        { stroke: good, fill: goodWash, width: 1, paths: stepped(), points: { show: false } },
      ],
      top: ([, asked]) => highest(asked) * 1.15,
      label: whole,
      counts: 'things',
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
    legend: () => [
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
      counts: 'amounts',
      timeAxis: 'written',
    }),
    data: (series) => [moments(series), held(series.p99Ms), held(series.p50Ms)],
  },
];

const signIf = (isThere: boolean, sign: Sign): readonly Sign[] => (isThere ? [sign] : []);

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const isNoneLost = ({ lost }: Series): boolean => lost.every((value) => value === 0);

/** A value holds for its whole span. */
const stepped = (): uPlot.Series.PathBuilder | undefined => uPlot.paths.stepped?.({ align: 1 });

/** The start of each span, and the end of the last one. */
const moments = ({ everyMs, answered }: Series): number[] =>
  Array.from({ length: answered.length + 1 }, (_, i) => i * everyMs);

const held = (values: readonly (number | null)[]): (number | null)[] => [...values, values.at(-1) ?? null];
