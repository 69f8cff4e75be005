import { expect } from 'vitest';
import { UsageError } from '../../harness/usage-error.js';

/** How many cases each property is tried with: a share of them as a rule, all by `npm run fuzz`. */
export const cases = { numRuns: Number(process.env.FUZZ_CASES ?? 300) };

/** What comes of it, or `null` where it is refused: in words, and by nothing but a UsageError. */
export function unlessRefused<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    expect(error.message).toMatch(/\S \S/);
    expect(error.message).not.toMatch(/\[object |^\s+at /m);
    return null;
  }
}
