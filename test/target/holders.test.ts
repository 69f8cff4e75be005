import { expect, it } from 'vitest';
import { Holders } from '../../harness/target/holders.js';

const claimed = (...claims: readonly (readonly [pid: number, atMs: number])[]): Holders => {
  const holders = new Holders();
  for (const [pid, atMs] of claims) holders.claimed(5000, { pid, atMs });
  return holders;
};

it.each([
  [{ sinceMs: 70.5, untilMs: 90 }, 1],
  [{ sinceMs: 60, untilMs: 70.5 }, 1],
  [{ sinceMs: 70.6, untilMs: 90 }, null],
  [{ sinceMs: 60, untilMs: 70.4 }, null],
])('knows who accepted a connection that lasted %j, if it was accepted at 70.5 ms: %s', (lifetime, pid) => {
  expect(claimed([1, 70.5]).of(5000, lifetime)).toBe(pid);
});

it('still knows who had the port, after another worker had it', () => {
  const holders = claimed([1, 744], [2, 952]);
  expect(holders.of(5000, { sinceMs: 743, untilMs: 950 })).toBe(1);
  expect(holders.of(5000, { sinceMs: 951, untilMs: 990 })).toBe(2);
});

it('goes by when it happened, not by when it was heard', () => {
  const holders = claimed([2, 952], [1, 744]);
  expect(holders.of(5000, { sinceMs: 743, untilMs: 950 })).toBe(1);
  expect(holders.of(5000)).toBe(2);
});

it('tells who has a port now where no lifetime is given, and nobody of one that was never accepted', () => {
  const holders = claimed([1, 10], [2, 20]);
  expect([holders.of(5000), holders.of(5001)]).toEqual([2, null]);
});

it('keeps a holder until ten seconds after the next one', () => {
  const ofFirst = { sinceMs: 0, untilMs: 10 };
  expect(claimed([1, 5], [2, 20], [3, 10_020]).of(5000, ofFirst)).toBe(1);
  expect(claimed([1, 5], [2, 20], [3, 10_021]).of(5000, ofFirst)).toBeNull();
  expect(claimed([1, 5], [2, 20], [3, 10_021]).of(5000, { sinceMs: 15, untilMs: 10_000 })).toBe(2);
});

it('keeps the latest sixteen of a port that is claimed without end', () => {
  const holders = claimed(...Array.from({ length: 17 }, (_, i) => [i + 1, i] as const));
  expect(holders.of(5000, { sinceMs: 0, untilMs: 0 })).toBeNull();
  expect(holders.of(5000, { sinceMs: 1, untilMs: 1 })).toBe(2);
});
