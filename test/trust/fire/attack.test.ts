import { expect, test } from 'vitest';
import { attackOf, inWords, loadMs } from '../../../trust/fire/attack.js';

const many = Array.from({ length: 600 }, (_, i) => attackOf(i + 1));

test('a seed always means the same attack', () => {
  expect(attackOf(7)).toEqual(attackOf(7));
  expect(attackOf(7)).not.toEqual({ ...attackOf(13), seed: 7 });
});

test('every kind comes up equally often', () => {
  const counts = new Map<string, number>();
  for (const { victim, signal } of many) {
    const kind = `${signal} ${victim}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual([100, 100, 100, 100, 100, 100]);
});

test('attacks come at any moment, from before the load to its end', () => {
  const moments = many.map(({ atMs }) => atMs);
  expect(Math.min(...moments)).toBeLessThan(100);
  expect(Math.max(...moments)).toBeGreaterThan(loadMs);
  expect(new Set(many.map(({ scenario }) => scenario)).size).toBe(3);
});

test('an attack is told in words', () => {
  expect(inWords({ ...attackOf(1), scenario: 'leak', victim: 'load', signal: 'SIGKILL', atMs: 5 })).toBe(
    'SIGKILL to the load of leak after 5 ms',
  );
  expect(inWords({ ...attackOf(1), scenario: 'leak', victim: 'harness', signal: 'SIGSTOP', atMs: 5, stopMs: 9 })).toBe(
    'SIGSTOP for 9 ms to the harness of leak after 5 ms',
  );
});
