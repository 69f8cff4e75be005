import type { Judgement } from '../record.js';

/** What was observed against what was allowed, both in `unit`. */
export type Figure = Pick<Judgement, 'observed' | 'limit' | 'unit'>;

const noFigure: Figure = { observed: null, limit: null, unit: '' };

export const pass = (figure: Figure, summary: string): Judgement => ({ status: 'pass', ...figure, summary });

export const fail = (figure: Figure, summary: string): Judgement => ({ status: 'fail', ...figure, summary });

/** Nothing can be said: the summary tells what was missing. */
export const inconclusive = (summary: string, figure: Figure = noFigure): Judgement => ({
  status: 'inconclusive',
  ...figure,
  summary,
});

/** A failure, unless there is a doubt whether it is the target's: then it is inconclusive. The summary has no full stop yet. */
export const failUnless = (doubt: string | null, figure: Figure, summary: string): Judgement =>
  doubt === null ? fail(figure, `${summary}.`) : inconclusive(`${summary}; but ${doubt}.`, figure);

/** A share as a figure in percent, free of the binary dust that a product like 0.07 * 100 leaves. */
export const inPercent = (share: number): number => rounded(share * 100, 6);

/** Bytes as a figure in decimal megabytes, to the tenth. */
export const inMb = (bytes: number): number => rounded(bytes / 1e6, 1);

// The sum makes 0 of -0, which JSON would not keep.
const rounded = (n: number, digits: number): number => Number(n.toFixed(digits)) + 0;
