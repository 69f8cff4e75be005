import type { Check, Scenario } from '../harness/index.js';

/** The checks of a scenario, some of them with other limits, and after them those that it does not make. */
export const withChecks = ({ checks }: Pick<Scenario, 'checks'>, ...others: readonly Check[]): Check[] => [
  ...checks.map((check) => others.find(({ name }) => name === check.name) ?? check),
  ...others.filter(({ name }) => checks.every((check) => check.name !== name)),
];
