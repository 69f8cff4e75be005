import { expect, test } from 'vitest';
import { watchStalls } from '../../harness/machine/stalls.js';

const block = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

/** Until a timer that was set now has fired, and so every earlier one. */
const turn = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a process that is held up says so once, and keeps the share of its time', async () => {
  const told: number[] = [];
  const stalls = watchStalls(20, (forMs) => told.push(forMs));
  await turn(25);
  const before = told.length;
  block(400);
  await turn(25);
  const [stall = 0] = told.slice(before);
  expect(stall).toBeGreaterThanOrEqual(375);
  const share = stalls.stop();
  expect(share).toBeGreaterThan(0);
  expect(share).toBeLessThanOrEqual(1);
});

test('one that is stopped tells of no more', async () => {
  const told: number[] = [];
  watchStalls(20, (forMs) => told.push(forMs)).stop();
  block(100);
  await turn(25);
  expect(told).toEqual([]);
});
