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
  account.onLost(4001, performance.now());
  nowNs = 6;
  account.onLost(4002, performance.now());
  const { fromNs, lost } = account.cut(3);
  expect(fromNs).toBe(3);
  expect(lost).toMatchObject([
    { atNs: 5, localPort: 4001 },
    { atNs: 6, localPort: 4002 },
  ]);
});

test('a lost request tells when the attempt to make its connection began, on the clock of all moments', () => {
  const clockNs = (): number => Number(process.hrtime.bigint());
  const account = new BucketedAccount(clockNs);
  const before = clockNs();
  const attemptedAtMs = performance.now();
  const after = clockNs();
  account.onLost(4001, attemptedAtMs);
  const [{ attemptedAtNs } = { attemptedAtNs: 0 }] = account.cut(0).lost;
  const oneMs = 1e6;
  expect(attemptedAtNs).toBeGreaterThan(before - oneMs);
  expect(attemptedAtNs).toBeLessThan(after + oneMs);
});

test('an attempt that began a second ago lies a second before its loss', () => {
  const account = new BucketedAccount(() => 5e9);
  account.onLost(4001, performance.now() - 1000);
  const [{ attemptedAtNs } = { attemptedAtNs: 0 }] = account.cut(0).lost;
  expect(attemptedAtNs).toBeLessThanOrEqual(4e9);
  expect(attemptedAtNs).toBeGreaterThan(0);
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
