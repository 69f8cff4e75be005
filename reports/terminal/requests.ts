import { accountedFor, balances } from '../../harness/checks/balance.js';
import type { Ledger, Prober, RunRecord } from '../../harness/record.js';
import { count, ms, percent } from '../../harness/words/format.js';
import { wrap } from '../../harness/words/wrap.js';
import type { Style } from './style.js';

/** Where every request of the load ended, with the sum written out, and what autocannon itself counted. */
export function ledgerLines({ ledger }: RunRecord, style: Style, columns: number): string[] {
  const indented = (text: string): string[] => wrap(text, columns - 2).map((line) => `  ${line}`);
  const lines = [style.bold('Requests of the load'), ...identity(ledger)];
  if (!balances(ledger)) {
    const missing = Math.abs(ledger.sent - accountedFor(ledger));
    lines.push(...indented(`The sum is wrong by ${missing}, so this run cannot be trusted.`).map(style.bad));
  }
  lines.push(...indented(besides(ledger)));
  return [...lines, ...meanings(ledger).flatMap(indented).map(style.dim)];
}

function identity(ledger: Ledger): string[] {
  const sent = `${whole(ledger.sent)} sent `;
  const answered = `${whole(ledger.answered2xx)} answered 2xx + ${whole(ledger.answeredNon2xx)} answered otherwise`;
  const unanswered = `${whole(ledger.lost)} lost + ${whole(ledger.timedOut)} timed out + ${whole(ledger.superseded)} superseded`;
  return [
    `  ${sent}${balances(ledger) ? '=' : '≠'} ${answered}`,
    `  ${' '.repeat(sent.length)}+ ${unanswered} + ${whole(ledger.inFlight)} in flight`,
  ];
}

function besides({ refused, unattributed, lost, autocannonErrors }: Ledger): string {
  const refusals = `${count(refused, 'connection')} refused`;
  const whose = unattributed === 0 ? 'each explained by a death' : `${whole(unattributed)} explained by no death`;
  const unexplained = lost === 0 ? '' : `; of the lost, ${whose}`;
  return `${refusals}${unexplained}; autocannon itself said: ${count(autocannonErrors, 'error')}`;
}

/** A request that has waited this long may hang in a worker that will never answer. */
const longWaitMs = 1000;

/** A word on each figure that is there and needs one. */
function meanings({ lost, timedOut, superseded, inFlight, oldestInFlightMs, refused }: Ledger): string[] {
  return [
    ...(lost > 0 ? ['lost: the connection ended before the answer'] : []),
    ...(timedOut > 0 ? ['timed out: no answer within the time limit'] : []),
    ...(superseded > 0
      ? ['superseded: sent after the server had said that it closes the connection; not its fault']
      : []),
    ...(inFlight > 0 && oldestInFlightMs >= longWaitMs
      ? [`in flight: unanswered when the load stopped; the oldest had waited ${ms(oldestInFlightMs)} by then`]
      : []),
    ...(refused > 0 ? ['refused: nobody was there to accept the connection; no request was sent'] : []),
  ];
}

/** What the open-loop witness saw. */
export function proberLines({ prober }: RunRecord, style: Style, columns: number): string[] {
  const text = prober.answered + prober.failed === 0 ? 'it saw nothing that counts' : seen(prober);
  const head = `Prober, one request every ${ms(prober.everyMs)}`;
  return [style.bold(head), ...wrap(`${text}${voids(prober)}`, columns - 2).map((line) => `  ${line}`)];
}

function seen({ answered, failed, availability, longestOutageMs, longestOutageAtMs, latencyMs }: Prober): string {
  const since = longestOutageAtMs === null ? '' : `, from ${(longestOutageAtMs / 1000).toFixed(1)} s on`;
  const outage = longestOutageMs === 0 ? 'no outage' : `longest outage ${ms(longestOutageMs)}${since}`;
  const answers = `${percent(availability)} of ${whole(answered + failed)} answered`;
  return `${answers}; ${outage}; p50 ${ms(latencyMs.p50)}, p99 ${ms(latencyMs.p99)}`;
}

const voids = ({ voided }: Prober): string =>
  voided === 0 ? '' : `; ${whole(voided)} voided, because the harness itself stalled`;

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const whole = (n: number): string => grouped.format(n);
