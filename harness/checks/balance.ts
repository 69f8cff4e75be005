import type { Ledger } from '../record.js';

/** The places in which a request can end. */
type Places = Pick<Ledger, 'sent' | 'answered2xx' | 'answeredNon2xx' | 'lost' | 'timedOut' | 'superseded' | 'inFlight'>;

/** Requests that the ledger has in one of its places. */
export const accountedFor = (ledger: Places): number =>
  ledger.answered2xx + ledger.answeredNon2xx + ledger.lost + ledger.timedOut + ledger.superseded + ledger.inFlight;

/** Whether every request is in exactly one place: `sent = answered2xx + answeredNon2xx + lost + timedOut + superseded + inFlight`. */
export const balances = (ledger: Places): boolean => ledger.sent === accountedFor(ledger);
