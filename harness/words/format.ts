/** Figures as people read them, with their units. Locale-independent: the same record reads the same everywhere. */

// 'negative' drops the sign of a figure that rounds to 0.
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0, signDisplay: 'negative' });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1, signDisplay: 'negative' });

/** Whole from 10 on, with one decimal below: `71`, `4.2`, `12,034`. */
const short = (n: number): string => (Math.abs(n) < 10 ? tenths : grouped).format(n);

/** A bare figure, rounded to the whole: `whole(12034) → '12,034'`. */
export const whole = (n: number): string => grouped.format(n);

/** Milliseconds: `ms(71.2) → '71 ms'`, `ms(0.62) → '0.6 ms'`. */
export const ms = (n: number): string => `${short(n)} ms`;

/** Bytes as decimal megabytes: `mb(112_000_000) → '112 MB'`. */
export const mb = (bytes: number): string => `${short(bytes / 1e6)} MB`;

/**
 * A share from 0 to 1: `percent(0.9991) → '99.91 %'`. Two decimals, but more where two would round a share below the
 * whole up to it, or one above nothing down to it: `percent(0.999996) → '99.9996 %'`.
 */
export function percent(share: number): string {
  for (let digits = 2; digits < 6; digits += 1) {
    const rounded = Number((share * 100).toFixed(digits));
    if ((rounded === 100) === (share === 1) && (rounded === 0) === (share === 0)) return `${rounded} %`;
  }
  return `${Number((share * 100).toFixed(6))} %`;
}

/** How many of what: `count(1, 'death') → '1 death'`, `count(3, 'death') → '3 deaths'`. Irregular plurals are given. */
export const count = (n: number, one: string, many = `${one}s`): string => `${whole(n)} ${n === 1 ? one : many}`;
