import { balances } from '../../harness/checks/balance.js';
import type { Measurement } from './figure.js';
import { runAlone } from './runs.js';

/** Whether it holds out with more of everything. */
export const many: Measurement = {
  name: 'many',
  async measure({ workers, connections, loadMs }) {
    const record = await runAlone('flat-out', { workers, connections, durationMs: loadMs * 2, startWithinMs: 120_000 });
    const { ledger, verdict, supervision } = record;
    const holds = balances(ledger) && supervision.steadyWorkers === workers;
    return [
      {
        ...{
          what: `${workers} workers and ${connections.toLocaleString('en')} connections: runs, balances, is judged`,
        },
        ...{ value: holds ? 1 : 0, spread: null, unit: '', limit: { atLeast: 1 } },
        how: `The resilient server, loaded flat out for ${(loadMs * 2) / 1000} s. 1 if all workers served and the ledger's sums hold.`,
        note: `${verdict}; ${ledger.sent.toLocaleString('en')} requests, ${ledger.lost} lost`,
      },
    ];
  },
};
