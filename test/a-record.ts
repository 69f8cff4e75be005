import type { Death, Evidence, RunEvent, RunRecord } from '../harness/record.js';
import { aHealthyRun } from './a-healthy-run.js';
import { merge, type Part } from './merge.js';

export { aDeath, aDeathWithoutRefork } from './a-death.js';

/**
 * What a healthy run of ten seconds saw: two workers, four recycled at the ceiling, nothing lost. Overrides go as deep as
 * needed (`{ prober: { failed: 3 } }`). What follows from the parts is worked out again unless it is given: `ledger.sent`,
 * `prober.sent` and `.availability`, `ceiling.crossed` and `.highestInTimeRssBytes`, `supervision.deaths`, `.forks` and `.stillborn`, and the events of exits.
 */
export function anEvidence(part: Part<Evidence> = {}): Evidence {
  const whole = merge(aHealthyRun(), part);
  const { ledger, prober, ceiling, supervision } = whole;
  const inOnePlace =
    ledger.answered2xx + ledger.answeredNon2xx + ledger.lost + ledger.timedOut + ledger.superseded + ledger.inFlight;
  ledger.sent = part.ledger?.sent ?? inOnePlace;
  prober.sent = part.prober?.sent ?? prober.answered + prober.failed + prober.voided;
  const counted = prober.answered + prober.failed;
  prober.availability = part.prober?.availability ?? (counted === 0 ? 0 : prober.answered / counted);
  ceiling.crossed = part.ceiling?.crossed ?? ceiling.left + ceiling.killed + ceiling.stayed + ceiling.leaving;
  const inTime = part.ceiling?.highestInTimeRssBytes;
  ceiling.highestInTimeRssBytes = inTime === undefined ? ceiling.highestRssBytes : inTime;
  supervision.deaths = part.supervision?.deaths ?? whole.deaths.length;
  supervision.forks = part.supervision?.forks ?? supervision.deaths - supervision.owed;
  supervision.stillborn = part.supervision?.stillborn ?? whole.deaths.filter(({ stillborn }) => stillborn).length;
  if (part.deaths !== undefined && part.events === undefined) whole.events = withExits(whole.events, whole.deaths);
  return whole;
}

/** A whole record of a healthy run, judged to have passed. Overrides as for `anEvidence`. */
export function aRecord({ verdict = 'pass', checks, ...part }: Part<RunRecord> = {}): RunRecord {
  return {
    ...anEvidence(part),
    verdict,
    checks: checks ?? [
      {
        name: 'refork',
        limits: { withinMs: 1000 },
        status: 'pass',
        observed: 71.2,
        limit: 1000,
        unit: 'ms',
        summary: '4 deaths, each replaced; the slowest took 71 ms.',
      },
    ],
  };
}

/** These deaths in the place of those that the events tell. */
function withExits(events: readonly RunEvent[], deaths: readonly Death[]): RunEvent[] {
  const others = events.filter(({ kind }) => kind !== 'worker-exited');
  const exits = deaths.map(({ worker, pid, exitCode, signal, atMs }): RunEvent => {
    return { atMs: atMs.exit, kind: 'worker-exited', worker, pid, exitCode, signal };
  });
  return [...others, ...exits].sort((a, b) => a.atMs - b.atMs);
}
