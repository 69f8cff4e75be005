const firstMs = 10;
const longestMs = 200;

/**
 * How long to wait before the next attempt, after so many in a row that brought no answer: none after none, then doubling
 * from 10 ms to 200 ms. Without it 40 clients attempt a dead port 14,000 times a second.
 */
export const backoffMs = (fruitless: number): number =>
  fruitless === 0 ? 0 : Math.min(longestMs, firstMs * 2 ** (fruitless - 1));
