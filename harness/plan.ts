import { availableParallelism } from 'node:os';
import { withLimits } from './given-limits.js';
import type { Check, Expectation, Phases, Settings } from './record.js';
import type { RunOptions } from './run-options.js';
import type { CeilingPlan, LoadLane, LoadPlan, Scenario } from './scenario.js';
import { bare, givesTarget, testedServer } from './tested-server.js';
import { UsageError } from './usage-error.js';
import { mb } from './words/format.js';

/** From one look at the workers' memory to the next. */
export const sampleEveryMs = 50;

/** One run, decided to the last figure but those that only the running target can give: its port and its boot memory. */
export interface Plan {
  scenario: Scenario;
  /** The target as a person would write it. */
  target: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  path: string;
  workers: number;
  ceiling: CeilingPlan | null;
  enforce: Settings['enforce'];
  signal: NodeJS.Signals;
  graceMs: number;
  /** How long the target may take from its launch until it serves. */
  startWithinMs: number;
  connections: number;
  rate: number | null;
  also: readonly LoadLane[];
  timeoutMs: number;
  durationMs: number;
  /** Of the load, before the fault and after it. */
  steadyMs: number;
  recoveryMs: number;
  checks: readonly Check[];
  /** `null` unless a control's own target is run: another one is not broken in its way, and is judged like any other. */
  expectation: Expectation | null;
}

/** Fixes what is to be run. @throws UsageError for a file that is not there or options that this scenario has no use for. */
export function planOf(scenario: Scenario, options: RunOptions, environment: NodeJS.ProcessEnv = process.env): Plan {
  const target = testedServer(scenario, options);
  const ceiling = options.ceilingBytes === undefined ? (scenario.ceiling ?? null) : { rssBytes: options.ceilingBytes };
  const durationMs = options.durationMs ?? scenario.load.durationMs;
  const enforce = options.enforce ?? scenario.enforce ?? 'harness';
  refuseEnforcer(enforce, ceiling);
  const workers = options.workers ?? Math.max(2, availableParallelism());
  const base = target.bareEnvironment === true ? bare(environment) : environment;
  return {
    scenario,
    target: target.name,
    command: target.command,
    args: target.args,
    env: { ...base, WORKERS: String(workers), ...target.env },
    path: options.path ?? '/',
    workers,
    ceiling,
    enforce,
    signal: options.signal ?? 'SIGTERM',
    graceMs: options.graceMs ?? scenario.graceMs ?? 5000,
    startWithinMs: options.startWithinMs ?? 30_000,
    connections: options.connections ?? scenario.load.connections,
    rate: options.rate ?? scenario.load.rate ?? null,
    also: scenario.load.also ?? [],
    timeoutMs: scenario.load.timeoutMs ?? 10_000,
    durationMs,
    ...stretchesOf(scenario.load, durationMs),
    checks: withLimits(scenario, options),
    expectation: givesTarget(options) ? null : (scenario.expectation ?? null),
  };
}

/**
 * The ceiling in bytes.
 * @throws UsageError if a worker is over it before it has served anything. V8 sends none away for that: it counts the heap
 * alone, which is a small part of the memory at boot.
 */
export function ceilingBytesOf(
  { ceiling, enforce }: Pick<Plan, 'ceiling' | 'enforce'>,
  bootRssBytes: number,
): number | null {
  if (ceiling === null) return null;
  if ('aboveBootBytes' in ceiling) return bootRssBytes + ceiling.aboveBootBytes;
  if (enforce === 'v8' || ceiling.rssBytes > bootRssBytes) return ceiling.rssBytes;
  throw new UsageError(
    `The ceiling of ${mb(ceiling.rssBytes)} is not above the ${mb(bootRssBytes)} that a worker of this target needs to boot, ` +
      `so every worker would be sent away at once. Give --ceiling more than that, such as ${mb(bootRssBytes * 1.5).replace(' ', '')}.`,
  );
}

/** How a load of this length is shared out: a short one keeps a part of each stretch. */
function stretchesOf({ steadyMs = 1000, recoveryMs }: LoadPlan, durationMs: number) {
  return {
    steadyMs: Math.min(steadyMs, durationMs * 0.2),
    // A scenario that needs a long way back may take all that the others leave.
    recoveryMs: recoveryMs === undefined ? Math.min(1500, durationMs * 0.2) : Math.min(recoveryMs, durationMs * 0.6),
  };
}

/** The stretches of the load: steady state, fault, way back. */
export function phasesOf(
  loadFromMs: number,
  { durationMs, steadyMs, recoveryMs }: Pick<Plan, 'durationMs' | 'steadyMs' | 'recoveryMs'>,
): Phases {
  const loadUntilMs = loadFromMs + durationMs;
  return { loadFromMs, faultFromMs: loadFromMs + steadyMs, faultUntilMs: loadUntilMs - recoveryMs, loadUntilMs };
}

/** Node's own limit, where V8 enforces the ceiling: it counts the heap alone, in MiB. */
export function heapLimit({ enforce, ceiling }: Plan): string[] {
  if (enforce !== 'v8' || ceiling === null || !('rssBytes' in ceiling)) return [];
  return [`--max-old-space-size=${Math.max(1, Math.floor(ceiling.rssBytes / 1024 ** 2))}`];
}

function refuseEnforcer(enforce: Settings['enforce'], ceiling: CeilingPlan | null): void {
  if (enforce === 'v8' && (ceiling === null || !('rssBytes' in ceiling))) {
    throw new UsageError(
      '--enforce v8 sets a heap limit before the target boots, so it needs a size: --ceiling 120MB.',
    );
  }
  if (enforce === 'kernel' && ceiling === null) {
    throw new UsageError('--enforce kernel needs a ceiling to enforce: --ceiling 120MB.');
  }
}

/** What was run, as the record keeps it. */
export function settingsOf(
  plan: Plan,
  port: number,
  workers: number,
  ceilingBytes: number | null,
  bootRssBytes: number | null,
): Settings {
  const { scenario, target, path, enforce, signal, graceMs, connections, rate, also, timeoutMs, durationMs } = plan;
  const fault = scenario.fault === undefined ? null : { name: scenario.fault.name, options: scenario.fault.options };
  return {
    ...{
      workers,
      ceilingBytes,
      bootRssBytes,
      enforce,
      signal,
      graceMs,
      connections,
      rate,
      also: [...also],
      timeoutMs,
      durationMs,
    },
    ...{ sampleEveryMs, path, port, target, fault },
  };
}
