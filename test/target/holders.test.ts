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

it('takes the latest of two that accepted it, with no attempt of ours between them: the first was of somebody else', () => {
  expect(claimed([1, 744], [2, 748]).of(5000, { sinceMs: 743, untilMs: 950 })).toBe(2);
});

it('tells who has a port now where no lifetime is given, and nobody of one that was never accepted', () => {
  const holders = claimed([1, 10], [2, 20]);
  expect([holders.of(5000), holders.of(5001)]).toEqual([2, null]);
});

it.each([
  ['a worker took the lost one as well', [1, 744], 1],
  ['nobody had taken the lost one', null, null],
] as const)('knows that a connection was over when the next from its port began, where %s', (_, first, holder) => {
  const holders = claimed(...(first === null ? [] : [first]), [2, 948]);
  holders.given(5000, 947);
  holders.given(5000, 743);
  expect(holders.of(5000, { sinceMs: 743, untilMs: 950 })).toBe(holder);
  expect(holders.of(5000, { sinceMs: 947, untilMs: 990 })).toBe(2);
  expect(holders.of(5000)).toBe(2);
});

it('keeps the latest four of a port, with the attempts to make them', () => {
  const holders = claimed([1, 11], [2, 21], [3, 31], [4, 41], [5, 51]);
  for (const atMs of [10, 20, 30, 40, 50]) holders.given(5000, atMs);
  const since = (sinceMs: number) => holders.of(5000, { sinceMs, untilMs: Infinity });
  expect([10, 20, 30, 40, 50].map(since)).toEqual([null, 2, 3, 4, 5]);
});

it('tells who has a port now also right after it was given out', () => {
  const holders = claimed([1, 11]);
  holders.given(5000, 20);
  expect(holders.of(5000)).toBe(1);
});
