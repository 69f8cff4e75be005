import type { Ledger } from '../record.js';

/** The account as the load's process keeps it: it knows nothing of deaths, so it attributes nothing. */
export type LoadLedger = Omit<Ledger, 'unattributed'>;

/** An account with nothing in it. */
export const emptyLedger = (): LoadLedger => ({
  sent: 0,
  answered2xx: 0,
  answeredNon2xx: 0,
  lost: 0,
  timedOut: 0,
  superseded: 0,
  inFlight: 0,
  oldestInFlightMs: 0,
  refused: 0,
  unmade: 0,
  autocannonErrors: 0,
});

/** Whether every request that was sent ended in exactly one place. Holds once the load has stopped. */
export const balances = (ledger: LoadLedger): boolean =>
  ledger.sent ===
  ledger.answered2xx + ledger.answeredNon2xx + ledger.lost + ledger.timedOut + ledger.superseded + ledger.inFlight;
