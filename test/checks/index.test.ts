import { expect, test } from 'vitest';
import { availability, checkFrom, exercised, loss, orphans, refork, registry } from '../../harness/checks/index.js';
import { checkNames } from '../../harness/record.js';
import { UsageError } from '../../harness/usage-error.js';

test('the registry has every check of the contract under its own name', () => {
  expect(Object.keys(registry)).toEqual(checkNames);
  expect(registry.orphans({}).name).toBe('orphans');
  expect(registry.refork({ withinMs: 5 })).toMatchObject({ name: 'refork', limits: { withinMs: 5 } });
});

test('limits left out, or given as undefined, are left out of the record', () => {
  expect(availability({ slo: 0.99, longestOutageMs: undefined }).limits).toEqual({ slo: 0.99 });
  expect(exercised().limits).toEqual({});
  expect(orphans().limits).toEqual({});
});

test('a limit that a check cannot do without is asked for by its type', () => {
  // @ts-expect-error withinMs is needed
  expect(() => refork()).toThrow(UsageError);
  // @ts-expect-error perExits is none of its limits
  expect(() => loss({ perExits: 3 })).toThrow(UsageError);
});

test('a check is made again from its result', () => {
  expect(checkFrom({ name: 'loss', limits: { perExit: 3 } })).toMatchObject({ name: 'loss', limits: { perExit: 3 } });
});

test('an unknown name is refused with the known ones, also one that every object has', () => {
  expect(() => checkFrom({ name: 'reforks', limits: {} })).toThrow(
    'Unknown check "reforks". The checks are exercised, refork',
  );
  expect(() => checkFrom({ name: 'constructor', limits: {} })).toThrow(UsageError);
});

test('every mistake in the limits is told at once', () => {
  expect(() => registry.availability({ slo: 99, longestOutage: 3, maxVoided: Number.NaN })).toThrow(
    'The check availability cannot judge with these limits: ' +
      '"longestOutage" is none of its limits (slo, longestOutageMs, maxVoided); ' +
      'slo must be a share from 0 to 1 (0.99 for 99 %), and is 99; ' +
      'maxVoided must be a share from 0 to 1 (0.99 for 99 %), and is NaN.',
  );
  expect(() => registry.refork({ withinMs: Number.POSITIVE_INFINITY })).toThrow('and is Infinity');
  expect(() => registry.refork({ withinMs: -1 })).toThrow('and is -1');
  expect(() => registry.refork({})).toThrow('withinMs must be a number of 0 or more, and is missing');
});
