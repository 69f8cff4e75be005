import type { RunRecord } from '../../harness/record.js';
import { count, percent, whole } from '../../harness/words/format.js';
import type { Prediction } from './questions.js';

/** One answer beside what happened. */
export interface Comparison {
  about: 'deaths' | 'noticed' | 'lost';
  said: string;
  was: string;
  /** `close`: by one, or by a quarter. */
  hit: 'right' | 'close' | 'wide';
  /** What to think about, in a sentence. */
  remark: string;
}

/** What a run came to, in the terms of a prediction. */
export function outcomeOf({ deaths, leftOut, ledger, prober }: RunRecord): Prediction {
  const lost = ledger.lost;
  return {
    deaths: deaths.length + leftOut.deaths,
    noticed: lost + ledger.timedOut + ledger.refused + prober.failed > 0,
    lost,
  };
}

/** What was said beside what happened. Pure. */
export function compare(said: Prediction, record: RunRecord): Comparison[] {
  const was = outcomeOf(record);
  return [
    { about: 'deaths', ...figures(said.deaths, was.deaths), remark: ofDeaths(was.deaths, record) },
    {
      about: 'noticed',
      said: said.noticed ? 'yes' : 'no',
      was: was.noticed ? 'yes' : 'no',
      hit: said.noticed === was.noticed ? 'right' : 'wide',
      remark: ofNoticing(was.noticed, record),
    },
    { about: 'lost', ...figures(said.lost, was.lost), remark: ofLosses(was, record) },
  ];
}

function figures(said: number, was: number): Pick<Comparison, 'said' | 'was' | 'hit'> {
  const off = Math.abs(said - was);
  const hit = off === 0 ? 'right' : off <= Math.max(1, was / 4) ? 'close' : 'wide';
  return { said: whole(said), was: whole(was), hit };
}

function ofDeaths(died: number, { phases, settings }: RunRecord): string {
  const seconds = (phases.faultUntilMs - phases.faultFromMs) / 1000;
  if (died === 0)
    return settings.fault === null ? 'There was no fault to die of.' : 'The fault was on, and nobody died of it.';
  if (seconds <= 0) return 'The run was over before the fault began.';
  return `The fault was on for ${seconds.toFixed(1)} s: ${died === 1 ? 'one death' : `a death every ${(seconds / died).toFixed(1)} s`}.`;
}

function ofNoticing(noticed: boolean, { ledger, prober }: RunRecord): string {
  if (!noticed) return `Each of ${count(prober.answered, 'probe')} was answered, and no request was lost.`;
  const missed = [
    ...(prober.failed === 0 ? [] : [`${whole(prober.failed)} of ${count(prober.answered + prober.failed, 'probe')}`]),
    ...(ledger.lost + ledger.timedOut === 0
      ? []
      : [`${percent((ledger.lost + ledger.timedOut) / ledger.sent)} of all requests`]),
  ];
  if (missed.length === 0)
    return `${count(ledger.refused, 'connection was', 'connections were')} refused: nobody was there.`;
  return `${missed.join(' and ')} had no answer.`;
}

function ofLosses({ deaths, lost }: Prediction, { settings, ledger }: RunRecord): string {
  const rest = `of ${count(ledger.sent, 'request')}`;
  if (lost === 0)
    return deaths === 0 ? `None ${rest}.` : `None ${rest}: who went had finished with its visitors first.`;
  if (deaths === 0) return `${whole(lost)} ${rest}, without a death.`;
  return `${(lost / deaths).toFixed(1)} a death, and there were ${count(settings.connections, 'connection')} to lose.`;
}
