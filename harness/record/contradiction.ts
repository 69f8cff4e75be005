import { isDuringLoad } from '../history/chronology.js';
import type { RunRecord } from '../record.js';
import { count } from '../words/format.js';

/**
 * The first thing in a record that no run can have seen, in words that follow "it contradicts itself: ", or `null`. What a run
 * may well see and the checks speak of, such as a ledger that does not balance, is none.
 */
export function contradictionIn(record: RunRecord): string | null {
  for (const look of looks) {
    const found = look(record);
    if (found !== null) return found;
  }
  return null;
}

type Look = (record: RunRecord) => string | null;

const sum = (values: readonly number[]): number => values.reduce((all, n) => all + n, 0);

const countsAreWhole: Look = ({ ledger, prober, supervision, ceiling, fault, leftOut, deaths }) => {
  const { sent, answered, failed, voided, late } = prober;
  const counts = {
    ...named('ledger', { ...ledger, oldestInFlightMs: 0 }),
    ...named('prober', { sent, answered, failed, voided, late }),
    ...named('supervision', { ...supervision, fewestAtMs: 0, allBackAtMs: 0 }),
    ...named('ceiling', { ...ceiling, highestRssBytes: 0, highestInTimeRssBytes: 0 }),
    ...named('fault', fault),
    ...named('leftOut', leftOut),
    ...Object.fromEntries(deaths.map(({ lostRequests }, i) => [`deaths[${i}].lostRequests`, lostRequests])),
  };
  const wrong = Object.entries(counts).find(([, n]) => !Number.isInteger(n) || n < 0);
  return wrong === undefined ? null : `${wrong[0]} is ${wrong[1]}, which is no count`;
};

const named = (of: string, counts: object): Record<string, number> =>
  Object.fromEntries(Object.entries(counts).map(([name, n]) => [`${of}.${name}`, n as number]));

const probesAddUp: Look = ({ prober: { sent, answered, failed, voided, availability } }) => {
  const ended = answered + failed + voided;
  if (sent !== ended) return `${count(sent, 'probe was', 'probes were')} sent, and ${ended} ended`;
  const share = answered + failed === 0 ? 0 : answered / (answered + failed);
  if (availability !== share) return `its availability is ${availability}, and its probes make ${share}`;
  return null;
};

const lossesAddUp: Look = ({ ledger, deaths }) => {
  // Of a load that broke off nothing is accounted for, but what its deaths cost.
  if (ledger.sent === 0) return null;
  const charged = sum(deaths.map(({ lostRequests }) => lostRequests)) + ledger.unattributed;
  if (charged <= ledger.lost) return null;
  return `${count(ledger.lost, 'request was', 'requests were')} lost, and ${charged} are charged to deaths or to none`;
};

const deathsAddUp: Look = ({ supervision, deaths, leftOut }) => {
  const died = deaths.length + leftOut.deaths;
  if (supervision.deaths !== died) return `it counts ${count(supervision.deaths, 'death')}, and lists ${died}`;
  const stillborn = deaths.filter((death) => death.stillborn).length;
  if (leftOut.deaths > 0 || stillborn === supervision.stillborn) return null;
  return `it counts ${supervision.stillborn} stillborn workers, and lists ${stillborn}`;
};

/** Every exit of a worker during the load is a death, and every death such an exit. */
const deathsAreEvents: Look = ({ deaths, events, phases, leftOut }) => {
  if (leftOut.events > 0) return null;
  const stop = events.findIndex(({ kind }) => kind === 'stop-requested');
  const exits = new Map<number, number>();
  for (const event of stop === -1 ? events : events.slice(0, stop)) {
    if (event.kind === 'worker-exited' && isDuringLoad(phases, event.atMs)) exits.set(event.worker, event.atMs);
  }
  const unseen = deaths.find(({ worker, atMs }) => exits.get(worker) !== atMs.exit);
  if (unseen !== undefined)
    return `worker ${unseen.worker} is listed as dead, and its events have no exit of it at ${unseen.atMs.exit} ms`;
  if (leftOut.deaths > 0 || exits.size === deaths.length) return null;
  return `its events have ${count(exits.size, 'exit')} of workers under load, and it lists ${count(deaths.length, 'death')}`;
};

const faultIsEvents: Look = ({ fault, events, leftOut }) => {
  if (leftOut.events > 0) return null;
  const struck = events.flatMap((event) => (event.kind === 'fault-struck' ? [event.worker] : []));
  const workers = new Set(struck).size;
  if (workers === fault.struckWorkers) return null;
  return `the fault struck ${count(fault.struckWorkers, 'worker')}, and its events say ${workers}`;
};

const ceilingAddsUp: Look = ({ ceiling }) => {
  const { crossed, left, killed, stayed, leaving, highestRssBytes, highestInTimeRssBytes } = ceiling;
  if ((highestInTimeRssBytes ?? 0) > (highestRssBytes ?? 0))
    return `the highest of some workers over the ceiling is ${highestInTimeRssBytes} bytes, and of all ${highestRssBytes}`;
  const fates = left + killed + stayed + leaving;
  return crossed === fates
    ? null
    : `${count(crossed, 'worker')} crossed the ceiling, and it tells what became of ${fates}`;
};

const phasesFollow: Look = ({ phases: { loadFromMs, faultFromMs, faultUntilMs, loadUntilMs }, durationMs }) => {
  const moments = [0, loadFromMs, faultFromMs, faultUntilMs, loadUntilMs, durationMs];
  return moments.every((atMs, i) => i === 0 || (moments[i - 1] ?? 0) <= atMs)
    ? null
    : 'its phases do not follow each other';
};

const checksAreDistinct: Look = ({ checks }) => {
  const names = checks.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  return twice === undefined ? null : `the check ${twice} was made more than once`;
};

const looks: readonly Look[] = [
  countsAreWhole,
  probesAddUp,
  lossesAddUp,
  deathsAddUp,
  deathsAreEvents,
  faultIsEvents,
  ceilingAddsUp,
  phasesFollow,
  checksAreDistinct,
];
