import type { CheckName, RunRecord } from '../harness/record.js';

/** One figure of a run that a limit is set against. */
export interface Measure {
  name: string;
  unit: string;
  check: CheckName;
  /** The check's limit for it, or `null` where the record's checks have none. */
  limit: string | null;
  /** From the limit as the check has it to the measure's unit. */
  scale?: number;
  /** `null` where the run had nothing to measure. */
  of(record: RunRecord): number | null;
}

const difference = (after: number | null, before: number | null): number | null =>
  after === null || before === null ? null : after - before;

const most = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b));

/** What the limits of the checks are set against, whatever a check of this run chose to report. */
export const measures: readonly Measure[] = [
  { name: 'deaths', unit: '', check: 'exercised', limit: 'deaths', of: ({ supervision }) => supervision.deaths },
  {
    ...{ name: 'slowest refork', unit: 'ms', check: 'refork', limit: 'withinMs' },
    of: ({ deaths }) => most(deaths.flatMap(({ reforkMs }) => (reforkMs === null ? [] : [reforkMs]))),
  },
  {
    ...{ name: 'deaths never replaced', unit: '', check: 'refork', limit: null },
    of: ({ deaths, phases }) =>
      deaths.filter(({ reforkMs, atMs }) => reforkMs === null && atMs.exit < phases.faultUntilMs).length,
  },
  {
    ...{ name: 'over the ceiling', unit: '%', check: 'ceiling', limit: 'overBy', scale: 100 },
    of: ({ ceiling: { highestRssBytes }, settings: { ceilingBytes } }) =>
      highestRssBytes === null || ceilingBytes === null ? null : (highestRssBytes / ceilingBytes - 1) * 100,
  },
  {
    ...{ name: 'probes answered', unit: '%', check: 'availability', limit: 'slo', scale: 100 },
    of: ({ prober }) => (prober.answered + prober.failed === 0 ? null : prober.availability * 100),
  },
  {
    ...{ name: 'longest outage', unit: 'ms', check: 'availability', limit: 'longestOutageMs' },
    of: ({ prober }) => prober.longestOutageMs,
  },
  {
    ...{ name: 'workers missing', unit: '', check: 'capacity', limit: 'floor', scale: -1 },
    of: ({ supervision }) => supervision.steadyWorkers - supervision.fewestListening,
  },
  {
    ...{ name: 'costliest death', unit: 'requests', check: 'loss', limit: 'perExit' },
    of: ({ deaths }) => most(deaths.map(({ lostRequests }) => lostRequests)),
  },
  {
    ...{ name: 'costliest death, a connection', unit: 'requests', check: 'loss', limit: 'perConnection' },
    of: ({ deaths, settings }) => most(deaths.map(({ lostRequests }) => lostRequests / settings.connections)),
  },
  {
    ...{ name: 'lost without a death', unit: 'requests', check: 'loss', limit: 'unattributed' },
    of: ({ ledger }) => ledger.unattributed + ledger.timedOut,
  },
  {
    ...{ name: 'stillborn in 10 s', unit: '', check: 'stability', limit: 'stillbornPer10s' },
    of: ({ supervision }) => supervision.mostStillbornIn10s,
  },
  {
    ...{ name: 'forks over deaths', unit: '', check: 'stability', limit: null },
    of: ({ supervision: { forks, deaths, owed } }) => forks - deaths + owed,
  },
  {
    ...{ name: 'rate regained', unit: '%', check: 'recovery', limit: 'throughput', scale: 100 },
    of: ({ throughput: { beforePerS, afterPerS } }) =>
      beforePerS === null || beforePerS === 0 || afterPerS === null ? null : (afterPerS / beforePerS) * 100,
  },
  {
    ...{ name: 'growth of the primary', unit: 'MB', check: 'primary', limit: 'growthBytes', scale: 1e-6 },
    of: ({ primary }) => {
      const bytes = difference(primary.rssBytesAfter, primary.rssBytesBefore);
      return bytes === null ? null : bytes / 1e6;
    },
  },
  {
    ...{ name: 'descriptors more in the primary', unit: '', check: 'primary', limit: 'growthDescriptors' },
    of: ({ primary }) => difference(primary.descriptorsAfter, primary.descriptorsBefore),
  },
  {
    ...{ name: 'left behind', unit: '', check: 'orphans', limit: null },
    of: ({ shutdown }) => shutdown.leftBehind.length,
  },
  {
    ...{ name: 'CPUs in the hands of others', unit: '%', check: 'exercised', limit: null },
    of: ({ contention: { othersShare } }) => (othersShare === null ? null : othersShare * 100),
  },
  {
    ...{ name: 'probes voided', unit: '%', check: 'availability', limit: 'maxVoided', scale: 100 },
    of: ({ prober }) => (prober.sent === 0 ? null : (prober.voided / prober.sent) * 100),
  },
];

/** What a record holds of them. */
export const measuresOf = (record: RunRecord): Record<string, number> =>
  Object.fromEntries(
    measures
      .filter(({ check }) => record.checks.some(({ name }) => name === check))
      .flatMap(({ name, of }) => {
        const value = of(record);
        return value === null ? [] : [[name, Number(value.toFixed(3))]];
      }),
  );
