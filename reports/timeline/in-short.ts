import type { RunRecord } from '../../harness/record.js';
import { count } from '../../harness/words/format.js';

/** The run in three short sentences for who sees it for the first time: what was loaded, what went wrong, what came of it. */
export function inShort(record: RunRecord): string {
  return [setting(record), fault(record), outcome(record)].filter((each) => each !== '').join(' ');
}

function setting({ settings, phases }: RunRecord): string {
  const seconds = ((phases.loadUntilMs - phases.loadFromMs) / 1000).toFixed(1).replace(/\.0$/, '');
  return `${count(settings.workers, 'worker')} served ${count(settings.connections, 'connection')} for ${seconds} s.`;
}

function fault({ settings, phases }: RunRecord): string {
  if (settings.fault === null) return 'No fault was put into them.';
  const from = (phases.faultFromMs / 1000).toFixed(1);
  const until = (phases.faultUntilMs / 1000).toFixed(1);
  return `From ${from} s to ${until} s the fault ${settings.fault.name} was on.`;
}

function outcome({ deaths, leftOut, supervision }: RunRecord): string {
  const died = deaths.length + leftOut.deaths;
  if (died === 0) return 'No worker died.';
  const fewest = supervision.fewestListening;
  const least =
    fewest === 0
      ? 'and for a while nobody was listening.'
      : `and there ${fewest === 1 ? 'was' : 'were'} never fewer than ${count(fewest, 'worker')} listening.`;
  const unreplaced = deaths.filter(({ reforkMs }) => reforkMs === null).length;
  const replaced =
    unreplaced === 0
      ? died === 1
        ? 'it was replaced,'
        : 'each was replaced,'
      : `${unreplaced === died ? 'none was' : `${unreplaced} were never`} replaced,`;
  return `${count(died, 'worker')} died, ${replaced} ${least}`;
}
