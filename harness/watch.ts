import { every } from './ceiling/every.js';
import { type Guard, startGuard } from './ceiling/guard.js';
import type { Sampler } from './ceiling/sample.js';
import type { EarlyEnd } from './ending.js';
import type { PreparedLoad } from './load/load.js';
import type { LoadResult } from './load/messages.js';
import { startProber, usualProber } from './load/prober.js';
import { Witness } from './load/witness.js';
import { type CpuTime, cpuTime, othersShare } from './machine/cpu-time.js';
import { watchStalls } from './machine/stalls.js';
import { throttledShare, throttling } from './machine/throttling.js';
import type { Observation } from './observation.js';
import { type Plan, sampleEveryMs } from './plan.js';
import type { Contention, Prober } from './record.js';
import { signalProcess } from './target/family.js';
import type { Target } from './target/target.js';

const lookAtPrimaryEveryMs = 100;
const bucketMs = 100;
/** So long after its planned end the load ends by itself, if the harness stands still and cannot stop it. */
const endsAloneAfterMs = 60_000;
/** A longer timer of Node's fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/**
 * With more connections than this the load's process handles too many events in one go to be punctual for others, and the prober
 * stays in this one. Of 600 probes beside two workers flat out on two cores, 40 were void here and there alike with 300 connections,
 * and about 150 with 1,000; with 2,000 it was 528 in the load's process and 232 in this one.
 */
const mostBesideProber = 500;

export interface WatchParts {
  plan: Plan;
  target: Target;
  observation: Observation;
  sampler: Sampler;
  ceilingBytes: number | null;
  load: PreparedLoad;
}

/** What load and prober saw, and what the guard remembers. */
export interface Watched extends Pick<Guard, 'lastRss' | 'peakRss'> {
  /** `null` where the load failed. */
  load: LoadResult | null;
  prober: Prober;
  contention: Omit<Contention, 'longestStallMs'>;
}

/** A target under load, watched from inside the load and from outside. */
export interface Watch {
  /** When the load's first connection was attempted. Never, if it could not be: see `failed`. */
  readonly begun: Promise<number>;
  /** Resolves with what is wrong if the load fails or dies before it was stopped, or nobody can be watched any longer; else never. */
  readonly failed: Promise<EarlyEnd>;
  stop(): Promise<Watched>;
}

/** Starts the load, the prober, the guard and the look at the primary. Rejects nothing: what fails is told. */
export function watch({ plan, target, observation, sampler, ceilingBytes, load }: WatchParts): Watch {
  const { recorder, roster, series } = observation;
  let begin: (atMs: number) => void = () => {};
  const begun = new Promise<number>((resolve) => {
    begin = resolve;
  });
  const ours = (): CpuTime | null =>
    cpuTime([process.pid, ...target.pids(), ...(load.pid === undefined ? [] : [load.pid])]);
  const before = ours();
  const throttledBefore = throttling();
  const witness = new Witness(
    { ...usualProber, startNs: recorder.startMs * 1e6 },
    {
      onProbe: ({ intendedNs, outcome }) => series.probe(recorder.atMs(intendedNs / 1e6), outcome),
      onPort: (localPort, attemptedAtNs) => observation.portGiven(localPort, attemptedAtNs / 1e6),
      onStall: ({ atNs, forMs }) => recorder.record({ kind: 'harness-stalled', forMs }, recorder.atMs(atNs / 1e6)),
    },
  );
  const probing = { options: { ...usualProber, url: target.url }, log: witness };
  const loadHostsProber = connectionsOf(plan) <= mostBesideProber;
  const running = load.start(
    {
      url: target.url,
      connections: plan.connections,
      rate: plan.rate,
      also: plan.also,
      timeoutMs: plan.timeoutMs,
      bucketMs,
      atMostMs: Math.min(plan.durationMs + endsAloneAfterMs, longestTimerMs),
    },
    {
      onStarted: (atNs) => begin(recorder.atMs(atNs / 1e6)),
      onBucket: (bucket) => observation.bucket(bucket, bucketMs),
    },
    loadHostsProber ? probing : undefined,
  );
  const prober = loadHostsProber ? null : startProber(probing.options, probing.log);
  const stalls = watchStalls(sampleEveryMs, (forMs) =>
    recorder.record({ kind: 'harness-stalled', forMs }, recorder.nowMs() - forMs),
  );
  let giveUp: (end: EarlyEnd) => void = () => {};
  const failed = new Promise<EarlyEnd>((resolve) => {
    giveUp = resolve;
  });
  running.ended.catch(({ message }: Error) => giveUp({ kind: 'load-failed', message }));
  const onFailure = ({ message }: Error): void => giveUp({ kind: 'harness-failed', message });
  const guard = startGuard({
    roster,
    sampler,
    ceilingBytes: ceilingBytes ?? Number.POSITIVE_INFINITY,
    graceMs: plan.graceMs,
    signal: plan.signal,
    everyMs: sampleEveryMs,
    steadyWorkers: target.steadyWorkers,
    nowMs: () => recorder.nowMs(),
    record: (event) => recorder.record(event),
    onSample: (pid, rssBytes) => observation.rss(recorder.nowMs(), pid, rssBytes),
    ...(plan.enforce === 'harness' && { kill: signalProcess }),
    onFailure,
  });
  const lookAtPrimary = (): void => {
    const { primaryPid: pid } = target;
    const sample = { atMs: recorder.nowMs(), rssBytes: sampler.rssBytes(pid), descriptors: sampler.descriptors(pid) };
    observation.primary(sample);
    if (sample.rssBytes !== null) series.rss(sample.atMs, pid, sample.rssBytes);
  };
  const stopLooking = every(lookAtPrimaryEveryMs, lookAtPrimary, onFailure);
  return {
    begun,
    failed,
    async stop() {
      const [ledger] = await Promise.all([running.stop().catch(() => null), prober?.stop()]);
      if (loadHostsProber && !(await running.probed)) witness.cutOff();
      guard.stop();
      stopLooking();
      observation.settle();
      return {
        load: ledger,
        prober: witness.summary(),
        contention: {
          othersShare: othersShare(before, ours()),
          throttledShare: throttledShare(throttledBefore, throttling()),
          stalledShare: stalls.stop(),
        },
        lastRss: guard.lastRss,
        peakRss: guard.peakRss,
      };
    },
  };
}

const connectionsOf = ({ connections, also }: Plan): number =>
  also.reduce((sum, lane) => sum + lane.connections, connections);
