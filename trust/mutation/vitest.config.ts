import { defineConfig } from 'vitest/config';

/** Pure tests only: none of them starts a process, opens a socket or waits. Properties are tried too often to be tried for every mutant. */
export default defineConfig({
  test: {
    include: [
      'test/checks/*.test.ts',
      'test/load/{account,exchange}.test.ts',
      'test/history/{attribution,busiest-window,ceiling-history,deaths,primary-history}.test.ts',
      'test/history/{roster,stalls,succession,supervision,throughput,unattended}.test.ts',
      'test/target/holders.test.ts',
      'test/ceiling/decide.test.ts',
      'test/exit-status.test.ts',
    ],
    exclude: ['test/checks/properties.test.ts'],
    testTimeout: 60_000,
    // They share nothing, so one process may serve all mutants.
    isolate: false,
  },
});
