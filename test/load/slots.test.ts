import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Slots } from '../../harness/load/slots.js';

test('slots are one period apart, the first at the start', () => {
  const slots = new Slots(50, 1000);
  const taken = [];
  for (let nowMs = 1000; nowMs < 1100; nowMs += 1) if (slots.take(nowMs) > 0) taken.push(nowMs - 1000);
  expect(taken).toEqual([0, 20, 40, 60, 80]);
});

test('the wait leads to the next slot', () => {
  const slots = new Slots(50, 1000);
  slots.take(1005);
  expect(slots.waitMs(1005)).toBeCloseTo(15);
  expect(slots.waitMs(1021)).toBe(0);
});

test('what a stall longer than 50 ms made it miss is forgone, not sent as a burst', () => {
  const slots = new Slots(1000, 0);
  slots.take(0);
  expect(slots.take(30)).toBe(30);
  expect(slots.take(2030)).toBe(50);
  expect(slots.take(2031)).toBe(1);
});

test('a slot is never forgone for a rate slower than that', () => {
  const slots = new Slots(2, 0);
  expect([0, 400, 900, 1400].map((ms) => slots.take(ms))).toEqual([1, 0, 1, 1]);
});

test('however the wakes fall, no more is sent than the rate allows', () => {
  const steps = fc.array(fc.double({ min: 0, max: 300, noNaN: true }));
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 20_000, noNaN: true }), steps, (ratePerS, wakes) => {
      const slots = new Slots(ratePerS, 0);
      let nowMs = 0;
      let taken = 0;
      for (const step of wakes) {
        nowMs += step;
        taken += slots.take(nowMs);
        expect(taken).toBeLessThanOrEqual(Math.floor((nowMs * ratePerS) / 1000) + 1);
      }
    }),
  );
});
