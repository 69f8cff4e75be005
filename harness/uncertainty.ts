/** How sure figures from few runs are. Every interval is one of 95 %. */

/** Both ends included. */
export interface Interval {
  from: number;
  to: number;
}

/** The quantile of the normal distribution that leaves 2.5 % on either side. */
const z = 1.959963984540054;

/**
 * Where the true share lies of which `hits` of `trials` were seen: Wilson's score interval, which stays within 0 and 1 and is right
 * for shares near them, where runs that are to be trusted lie (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927; L. Brown, T. Cai, A. DasGupta, "Interval estimation for a binomial proportion", 2001).
 * Of no trials: anything.
 */
export function wilson(hits: number, trials: number): Interval {
  if (trials === 0) return { from: 0, to: 1 };
  const share = hits / trials;
  const spread = z ** 2 / trials;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / trials + spread / (4 * trials));
  // At the ends it is exact, and rounding would leave it a hair short of them.
  return { from: hits === 0 ? 0 : middle - half, to: hits === trials ? 1 : middle + half };
}

/** The value below which this share of the values lies, between two of them by their distance; `null` of none. */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number | null => quantile(values, 0.5);

/**
 * Where the true median lies, from the values alone: between the k-th from below and the k-th from above, k as large as the sign
 * test allows (W. J. Conover, "Practical nonparametric statistics", 3.2). It takes nothing for granted about how the values are
 * spread, only that none depends on another. `null` of fewer than six values, which cannot say.
 */
export function medianInterval(values: readonly number[]): Interval | null {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = signRank(sorted.length);
  const [from, to] = [sorted[rank - 1], sorted[sorted.length - rank]];
  return rank === 0 || from === undefined || to === undefined ? null : { from, to };
}

/** The largest rank k for which fewer than k of n coins show heads with a chance of at most 2.5 %; 0 if there is none. */
function signRank(n: number): number {
  let below = 0;
  for (let k = 0; k <= n / 2; k += 1) {
    below += Math.exp(logChoose(n, k) - n * Math.LN2);
    if (below > 0.025) return k;
  }
  return 0;
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i += 1) sum += Math.log((n - k + i) / i);
  return sum;
}
