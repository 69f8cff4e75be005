/**
 * What is mutated, by area. Never a supervisor, or anything else that forks: a mutant of one fills the machine with processes.
 *
 * @type {Record<string, string[]>}
 */
export const areas = {
  checks: ['harness/checks/*.ts'],
  ledger: ['harness/load/{exchange,account,ledger}.ts'],
  history: ['harness/history/*.ts', 'harness/target/holders.ts'],
  ceiling: ['harness/ceiling/decide.ts'],
  verdict: ['harness/exit-status.ts'],
};
