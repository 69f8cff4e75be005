/** One figure of the benchmark, with how it was come by. */
export interface Figure {
  /** Which row of the document it is. */
  what: string;
  /** The median. `null` where it could not be taken, for the reason in `note`. */
  value: number | null;
  /** The lowest and the highest of what the median was taken of. */
  spread: readonly [low: number, high: number] | null;
  unit: 'of' | 'ms' | '%' | 's' | '';
  limit: { atLeast: number } | { atMost: number } | null;
  /** How it was taken, so that someone else can take it with public tools. */
  how: string;
  note?: string;
}

/** How much of everything: the whole of it, or as little as shows that it runs. */
export interface Scale {
  /** Rounds of an alternating comparison. */
  rounds: number;
  /** Of one load. */
  loadMs: number;
  /** Of the comparison of rates: short turns and many of them, as a machine is now faster and now slower. */
  turns: number;
  turnMs: number;
  /** How often one thing is repeated that takes milliseconds. */
  times: number;
  workers: number;
  connections: number;
  /** Requests after which memory is compared: a first mark and ten times as many. */
  requests: number;
}

export const whole: Scale = {
  ...{ rounds: 6, loadMs: 5000, turns: 16, turnMs: 2000 },
  ...{ times: 120, workers: 64, connections: 5000, requests: 1e6 },
};
export const short: Scale = {
  ...{ rounds: 1, loadMs: 1500, turns: 1, turnMs: 1000 },
  ...{ times: 6, workers: 4, connections: 50, requests: 2000 },
};

/** Measures one row or several that are taken in one go. */
export interface Measurement {
  /** For `--figure`. */
  name: string;
  measure(scale: Scale): Promise<Figure[]>;
}

/** The value that as many are above as below. @throws RangeError of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new RangeError('There is no median of nothing.');
  return (low + high) / 2;
}

/** The value that this share of all is not above. @throws RangeError of none. */
export function quantile(values: readonly number[], share: number): number {
  const found = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)];
  if (found === undefined) throw new RangeError('There is no quantile of nothing.');
  return found;
}

/** Median and spread, as a figure has them. */
export const taken = (values: readonly number[]): Pick<Figure, 'value' | 'spread'> =>
  values.length === 0
    ? { value: null, spread: null }
    : { value: median(values), spread: [Math.min(...values), Math.max(...values)] };

/** `null` where there is no limit, or nothing to hold against it. */
export function isReached({ value, limit }: Figure): boolean | null {
  if (value === null || limit === null) return null;
  return 'atLeast' in limit ? value >= limit.atLeast : value <= limit.atMost;
}
