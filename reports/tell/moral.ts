import { explain } from '../../harness/exit-status.js';
import type { RunRecord } from '../../harness/record.js';
import { count, ms, percent, whole } from '../../harness/words/format.js';
import { printable } from '../plain-text.js';

/** What came of a run, sentence by sentence: deaths, ledger, availability, verdict. */
export const moral = (record: RunRecord): string[] => [
  deaths(record),
  ledger(record),
  availability(record),
  ...(record.expectation === null
    ? []
    : [`This server is broken on purpose: the check "${record.expectation.fails}" has to fail.`]),
  `The verdict: ${printable(explain(record), 400)}`,
];

function deaths({ deaths: all, leftOut }: RunRecord): string {
  const died = all.length + leftOut.deaths;
  if (died === 0) return 'No worker died.';
  const reforks = all.map(({ reforkMs }) => reforkMs).filter((reforkMs) => reforkMs !== null);
  const missing = all.length - reforks.length;
  const who = count(died, 'worker');
  if (missing === died) return `${who} died, and nobody came in ${died === 1 ? 'its' : 'their'} place.`;
  if (missing > 0) return `${who} died, and in the place of ${missing} of them nobody came.`;
  return `${who} died, and after each there was a refork; the slowest took ${ms(Math.max(...reforks))}.`;
}

function ledger({ ledger: { sent, answered2xx, answeredNon2xx, lost, timedOut } }: RunRecord): string {
  const answered = answered2xx + answeredNon2xx;
  const costs = [
    lost === 0 ? 'none was lost' : `${whole(lost)} ${lost === 1 ? 'was' : 'were'} lost`,
    ...(timedOut === 0 ? [] : [`${whole(timedOut)} got no answer in time`]),
  ];
  const rest = sent - answered - lost - timedOut;
  const open =
    rest === 0 ? '' : ` ${whole(rest)} had no answer yet when the load ended, or when a worker had said good-bye.`;
  return `The ledger: ${count(sent, 'request')} sent, ${whole(answered)} answered; ${costs.join(', and ')}.${open}`;
}

function availability({ prober }: RunRecord): string {
  const { answered, failed, longestOutageMs } = prober;
  if (answered + failed === 0) return 'No probe told anything of the availability.';
  const outage = longestOutageMs === 0 ? 'there was no outage' : `the longest outage lasted ${ms(longestOutageMs)}`;
  return `The availability was ${percent(prober.availability)}: so many of ${count(answered + failed, 'probe')} were answered. In all this time ${outage}.`;
}
