import type { Theme } from './theme.js';
import { gutter, margin, type Timeframe } from './timeframe.js';

export interface PlotPlan {
  /** CSS pixels. */
  height: number;
  /** One entry a list of values, without the time axis. */
  series: readonly uPlot.Series[];
  /** The top of the vertical axis, which starts at 0, for the data shown. */
  top: (data: uPlot.AlignedData) => number;
  /** A value of the vertical axis as it is written there. */
  label: (value: number) => string;
  /** What the vertical axis counts: of things there is no half. */
  counts: 'things' | 'amounts';
  /** Whether the seconds are written below it: once for all plots. */
  timeAxis: 'written' | 'silent';
  /** Draws over the plot, in the pixels of its canvas. */
  over?: (plot: uPlot) => void;
}

/** A plot on the shared time axis. Its data's first list are the moments in milliseconds. */
export class Plot {
  readonly #plot: uPlot;
  readonly #timeframe: Timeframe;
  readonly #height: number;

  constructor(holder: HTMLElement, timeframe: Timeframe, theme: Theme, plan: PlotPlan) {
    this.#timeframe = timeframe;
    this.#height = plan.height + (plan.timeAxis === 'written' ? timeAxisHeight : 0);
    const font = '11px system-ui, sans-serif';
    const line = { stroke: theme.rule, width: 1 };
    this.#plot = new uPlot(
      {
        width: Math.max(1, timeframe.width),
        height: this.#height,
        // Half a line of text, so that the topmost figure is not cut.
        padding: [7, margin, plan.timeAxis === 'written' ? 0 : 3, 0],
        cursor: { show: false },
        legend: { show: false },
        scales: {
          x: { time: false, range: () => [timeframe.fromMs, timeframe.untilMs] },
          y: { range: (plot) => [0, plan.top(plot.data) || 1] },
        },
        axes: [
          {
            font,
            stroke: theme.dim,
            grid: line,
            ticks: { show: false },
            size: plan.timeAxis === 'written' ? timeAxisHeight : 0,
            gap: 4,
            space: 64,
            values: (_, moments) => moments.map((ms) => (plan.timeAxis === 'written' ? seconds(ms) : '')),
          },
          {
            font,
            stroke: theme.dim,
            grid: line,
            ticks: { show: false },
            size: gutter,
            gap: 8,
            space: plan.height < 70 ? 20 : 30,
            incrs: plan.counts === 'things' ? wholeSteps : steps,
            values: (_, values) => values.map(plan.label),
          },
        ],
        series: [{}, ...plan.series],
        hooks: { draw: plan.over === undefined ? [] : [plan.over] },
      },
      [[], ...plan.series.map(() => [])],
      holder,
    );
  }

  show(data: uPlot.AlignedData): void {
    this.#plot.setData(data, true);
  }

  /** Takes over the time frame's stretch of time and width. */
  follow(): void {
    if (this.#plot.width === this.#timeframe.width) {
      this.#plot.setScale('x', { min: this.#timeframe.fromMs, max: this.#timeframe.untilMs });
    } else {
      this.#plot.setSize({ width: Math.max(1, this.#timeframe.width), height: this.#height });
      this.#plot.setScale('x', { min: this.#timeframe.fromMs, max: this.#timeframe.untilMs });
    }
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

const steps = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** (power - 2))).flat();
const wholeSteps = steps.filter((step) => step >= 1);

const timeAxisHeight = 24;

/** `3 s`, `3.25 s`: with as many decimals as the moment has. */
const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(3))} s`;

/** The highest value of these lists, in a loop: a long run has more samples than a call may have arguments. */
export function highest(...lists: readonly (ArrayLike<number | null | undefined> | undefined)[]): number {
  let most = 0;
  for (const list of lists) {
    for (let i = 0; i < (list?.length ?? 0); i += 1) most = Math.max(most, list?.[i] ?? 0);
  }
  return most;
}
