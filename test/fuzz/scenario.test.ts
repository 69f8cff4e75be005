import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf } from '../../harness/plan.js';
import { defineScenario } from '../../harness/scenario/define-scenario.js';
import type { Scenario } from '../../harness/scenario.js';
import { scenarios } from '../../scenarios/index.js';
import { cases, unlessRefused } from './cases.js';
import { pathsOf, replaced } from './parts.js';

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    'leak',
    -1,
    0,
    0.5,
    1e9,
    Number.NaN,
    Infinity,
    [],
    {},
    [null],
    true,
    () => 1,
  ),
  fc.anything(),
);
const scenario = fc.constantFrom(...scenarios);
/** A scenario of the catalogue with junk in some places. */
const odd = fc
  .tuple(scenario, fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 3 }))
  .map(([whole, changes]) =>
    changes.reduce((value: unknown, [which, instead]) => {
      const paths = pathsOf(value);
      return replaced(value, paths[which % paths.length] ?? [], instead);
    }, whole),
  );

test('any scenario is taken or refused in words, and what is taken can be planned', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: odd }, { weight: 1, arbitrary: fc.anything() }), (written) => {
      const taken = unlessRefused(() => defineScenario(written as Scenario));
      if (taken === null) return;
      const plan = unlessRefused(() => planOf(taken, {}, { PATH: '/bin' }));
      if (plan === null) return;
      expect(plan.durationMs).toBeGreaterThanOrEqual(1000);
      expect(plan.steadyMs + plan.recoveryMs).toBeLessThanOrEqual(plan.durationMs);
      expect(Number.isInteger(plan.connections) && plan.connections >= 1).toBe(true);
      expect(plan.checks.length).toBeGreaterThanOrEqual(1);
    }),
    cases,
  );
});

test('every scenario of the catalogue is taken as it is', () => {
  for (const each of scenarios) expect(defineScenario(each)).toBe(each);
});
