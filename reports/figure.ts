import { ms, percent } from '../harness/words/format.js';

const longestUnit = 8;
const digits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A check's figure with its unit, where that is short enough for a column; the sentence beside it says the rest. */
export function figure(value: number | null, unit: string): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (unit === '%') return percent(value / 100);
  if (unit === 'ms') return ms(value);
  if (unit === '' || unit.length > longestUnit) return digits.format(value);
  return `${digits.format(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
}
