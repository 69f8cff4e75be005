import { accountedFor, balances } from '../../../harness/checks/balance.js';
import type { Ledger, Prober, RunRecord } from '../../../harness/record.js';
import { count, ms, percent, whole } from '../../../harness/words/format.js';
import { el } from '../dom.js';

/** Where every request of the load ended, with the sum written out, and what the prober and autocannon saw of the same run. */
export function requestsSection({ ledger, prober, latencyMs }: RunRecord): HTMLElement {
  return el(
    'section',
    { id: 'requests' },
    el('h2', {}, 'Requests'),
    identity(ledger),
    ...(balances(ledger) ? [] : [el('p', { class: 'bad' }, wrongSum(ledger))]),
    el(
      'dl',
      { class: 'pairs' },
      ...pair('Lost requests', lostWords(ledger)),
      ...pair(
        'Connections refused',
        `${whole(ledger.refused)}${ledger.refused > 0 ? ': nobody was there to accept them, so no request was sent' : ''}`,
      ),
      ...pair(
        "autocannon's own errors",
        `${whole(ledger.autocannonErrors)}: what the load generator says of the same run, never judged`,
      ),
      ...pair(
        'Latency of the load',
        `p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}, highest ${ms(latencyMs.max)}`,
      ),
      ...pair(`Prober, every ${ms(prober.everyMs)}`, proberWords(prober)),
    ),
  );
}

/** `sent = answered2xx + answeredNon2xx + lost + timedOut + superseded + inFlight`, each over what it means. */
function identity(ledger: Ledger): HTMLElement {
  const terms: [sign: string, value: number, name: string, meaning: string, kind?: string][] = [
    ['', ledger.sent, 'sent', 'requests of the load'],
    [balances(ledger) ? '=' : '≠', ledger.answered2xx, 'answered 2xx', 'as they should be'],
    ['+', ledger.answeredNon2xx, 'answered otherwise', 'with another status'],
    ['+', ledger.lost, 'lost', 'the connection ended before the answer', ledger.lost > 0 ? 'bad' : ''],
    ['+', ledger.timedOut, 'timed out', 'no answer within the limit', ledger.timedOut > 0 ? 'bad' : ''],
    ['+', ledger.superseded, 'superseded', 'sent after the server said that it closes the connection: not its fault'],
    ['+', ledger.inFlight, 'in flight', inFlightWords(ledger)],
  ];
  return el(
    'ul',
    { class: 'identity' },
    ...terms.map(([sign, value, name, meaning, kind = '']) =>
      el(
        'li',
        {},
        el('span', { class: 'operator' }, sign),
        el('b', { class: `figure ${kind}` }, whole(value)),
        el('span', { class: 'name' }, name),
        el('span', { class: 'dim' }, meaning),
      ),
    ),
  );
}

const wrongSum = (ledger: Ledger): string =>
  `The sum is wrong by ${whole(Math.abs(ledger.sent - accountedFor(ledger)))}, so this run cannot be trusted.`;

const inFlightWords = ({ inFlight, oldestInFlightMs }: Ledger): string =>
  `unanswered when the load stopped${inFlight === 0 ? '' : `; the oldest had waited ${ms(oldestInFlightMs)}`}`;

function lostWords({ lost, unattributed }: Ledger): string {
  if (lost === 0) return 'none';
  return unattributed === 0
    ? `${whole(lost)}, each explained by a death`
    : `${whole(lost)}, of which ${whole(unattributed)} are explained by no death`;
}

function proberWords({ answered, failed, availability, longestOutageMs, latencyMs, voided }: Prober): string {
  if (answered + failed === 0) return 'it saw nothing that counts';
  const outage = longestOutageMs === 0 ? 'no outage' : `longest outage ${ms(longestOutageMs)}`;
  const voids = voided === 0 ? '' : `; ${count(voided, 'probe')} voided, because the harness itself stalled`;
  return `${percent(availability)} of ${whole(answered + failed)} answered; ${outage}; p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}${voids}`;
}

const pair = (term: string, value: string): HTMLElement[] => [el('dt', {}, term), el('dd', {}, value)];
