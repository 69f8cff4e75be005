import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BucketedAccount } from '../../harness/load/account.js';

const places = ['answered2xx', 'answeredNon2xx', 'refused', 'timedOut', 'superseded'] as const;

test('the buckets add up to the ledger, wherever they are cut', () => {
  const step = fc.constantFrom(...places, 'lost' as const, 'cut' as const);
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const account = new BucketedAccount(() => 0);
      const buckets = [];
      for (const what of [...steps, 'cut' as const]) {
        if (what === 'cut') buckets.push(account.cut(0));
        else account.ledger[what] += 1;
        if (what === 'lost') account.onLost(4000, 0);
      }
      for (const place of places) {
        expect(buckets.reduce((sum, bucket) => sum + bucket[place], 0)).toBe(account.ledger[place]);
      }
      expect(buckets.flatMap(({ lost }) => lost).length).toBe(account.ledger.lost);
    }),
  );
});

test('a bucket begins where it is told to, and tells when and on which port requests were lost', () => {
  let nowNs = 5;
  const account = new BucketedAccount(() => nowNs);
  account.onLost(4001, 1);
  nowNs = 6;
  account.onLost(4002, 1);
  const { fromNs, lost } = account.cut(3);
  expect(fromNs).toBe(3);
  expect(lost).toMatchObject([
    { atNs: 5, localPort: 4001 },
    { atNs: 6, localPort: 4002 },
  ]);
});

test('a bucket tells of the ports that were given out in it, and of no others', () => {
  const account = new BucketedAccount(() => 5);
  account.onPort(4001, 3);
  account.onPort(4002, 4);
  account.onLost(4001, 3);
  expect(account.cut(0)).toMatchObject({
    given: [
      { localPort: 4001, attemptedAtNs: 3 },
      { localPort: 4002, attemptedAtNs: 4 },
    ],
    lost: [{ localPort: 4001, attemptedAtNs: 3, atNs: 5 }],
  });
  expect(account.cut(0)).toMatchObject({ given: [], lost: [] });
});

test("a bucket's latencies are its own, the run's are of all buckets", () => {
  const account = new BucketedAccount(() => 0);
  for (let ms = 1; ms <= 100; ms += 1) account.onAnswered(ms);
  const first = account.cut(0);
  expect(first.p50Ms).toBeCloseTo(50, 0);
  expect(first.p99Ms).toBeCloseTo(99, 0);
  for (let n = 0; n < 300; n += 1) account.onAnswered(0.25);
  expect(account.cut(0).p99Ms).toBeCloseTo(0.25, 2);
  const { p50, p99, max } = account.latencyMs();
  expect(p50).toBeCloseTo(0.25, 2);
  expect(p99).toBeCloseTo(96, 0);
  expect(max).toBeCloseTo(100, 0);
});

test('where nothing was answered a bucket has no latency, and the run has 0', () => {
  const account = new BucketedAccount(() => 0);
  expect(account.cut(0)).toMatchObject({ p50Ms: null, p99Ms: null });
  expect(account.latencyMs()).toEqual({ p50: 0, p99: 0, max: 0 });
});

test('an answer that came faster than the clock ticks, or after more than an hour, is still counted', () => {
  const account = new BucketedAccount(() => 0);
  account.onAnswered(0);
  expect(account.cut(0).p50Ms).toBe(0.001);
  account.onAnswered(3_600_000);
  expect(account.cut(0).p50Ms).toBeGreaterThan(3_590_000);
});
