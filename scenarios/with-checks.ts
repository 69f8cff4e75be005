import type { Check, Scenario } from '../harness/index.js';

/** The checks of a scenario, some of them with other limits, and those that it does not make. */
export const withChecks = ({ checks }: Pick<Scenario, 'checks'>, ...others: readonly Check[]): Check[] => [
  ...checks.filter(({ name }) => others.every((other) => other.name !== name)),
  ...others,
];
