/**
 * What is mutated, by area. Never a supervisor, or anything else that forks: a mutant of one fills the machine with processes.
 *
 * @type {Record<string, string[]>}
 */
export const areas = {
  checks: ['harness/checks/*.ts'],
  ledger: ['harness/load/{exchange,account,ledger}.ts'],
  losses: ['harness/history/{attribution,nearest-end,unattended}.ts', 'harness/target/holders.ts'],
  history: [
    'harness/history/{booting,busiest-window,ceiling-history,chronology,deaths,debt-book,listening,lives,primary-history}.ts',
    'harness/history/{roster,stalls,succession,supervision,throughput}.ts',
  ],
  ceiling: ['harness/ceiling/decide.ts'],
  verdict: ['harness/exit-status.ts'],
};
