import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFrom } from './checks/index.js';
import type { Check, CheckName, Expectation, Limits, Phases, Settings } from './record.js';
import type { RunOptions } from './run-options.js';
import type { CeilingPlan, LoadLane, LoadPlan, Scenario, ServerFile } from './scenario.js';
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

/** The server that is tested when neither the user nor the scenario names one, and the primary of an `--app`. */
const fixtureServer: ServerFile = {
  file: new URL('../fixtures/servers/resilient/primary.js', import.meta.url).href,
  bareEnvironment: true,
};

/** Fixes what is to be run. @throws UsageError for a file that is not there or options that this scenario has no use for. */
export function planOf(scenario: Scenario, options: RunOptions, environment: NodeJS.ProcessEnv = process.env): Plan {
  const target = targetOf(scenario, options);
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

interface Target {
  name: string;
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  bareEnvironment?: boolean;
}

/** Whether the user names a server of their own. */
export const givesTarget = ({ target, app, command }: RunOptions): boolean =>
  [target, app, command].some((each) => each !== undefined);

function targetOf(scenario: Scenario, { target, app, command }: RunOptions): Target {
  if ([target, app, command].filter((each) => each !== undefined).length > 1) {
    throw new UsageError(
      'More than one target was given. Give one of: a clustered program, a single-process app, a command.',
    );
  }
  if (command !== undefined) {
    const [program, ...args] = command;
    if (program === undefined)
      throw new UsageError('There is no command after "--". Give one, such as: -- node server.js');
    return { name: command.join(' '), command: program, args, env: {} };
  }
  if (app !== undefined) {
    return {
      ...nodeProgram({ file: fixtureServer.file, args: [existing('--app', app)] }),
      name: `${app} under the fixture's primary`,
    };
  }
  if (target !== undefined) return { ...nodeProgram({ file: existing('--target', target) }), name: target };
  return nodeProgram(scenario.target ?? fixtureServer);
}

function nodeProgram({ file, args = [], env = {}, ...rest }: ServerFile): Target {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return { ...rest, name: nameOf(path), command: process.execPath, args: [path, ...args], env };
}

/** A server of ours by its short name, so that a record says the same wherever it is installed. */
const nameOf = (path: string): string => /(fixtures[\\/]servers[\\/].*)$/.exec(path)?.[1] ?? path;

function existing(option: string, file: string): string {
  const path = isAbsolute(file) ? file : resolve(file);
  if (!existsSync(path)) throw new UsageError(`${option} ${file}: there is no such file. Looked for ${path}`);
  return path;
}

/** What a program needs of an environment, and no more. */
function bare({ PATH, HOME, LANG, TMPDIR, NODE_OPTIONS }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH, HOME, LANG, TMPDIR, NODE_OPTIONS };
}

/** The scenario's checks with the limits that the user gave over theirs. */
function withLimits({ name, checks }: Scenario, options: RunOptions): readonly Check[] {
  const wanted: [option: string, check: CheckName, limits: Limits][] = [];
  if (options.slo !== undefined) wanted.push(['--slo', 'availability', { slo: options.slo }]);
  if (options.lostPerExit !== undefined) wanted.push(['--lost-per-exit', 'loss', { perExit: options.lostPerExit }]);
  if (options.reforkWithinMs !== undefined)
    wanted.push(['--refork-within', 'refork', { withinMs: options.reforkWithinMs }]);
  for (const [option, check] of wanted) {
    if (checks.every((each) => each.name !== check)) {
      throw new UsageError(
        `${option} sets a limit of the check "${check}", which the scenario "${name}" does not make. Leave it out.`,
      );
    }
  }
  return checks.map((check) => {
    const limits = Object.assign(
      {},
      check.limits,
      ...wanted.filter(([, each]) => each === check.name).map(([, , given]) => given),
    );
    return checkFrom({ name: check.name, limits });
  });
}

/** The options for one scenario of several: without the limits of checks that it does not make. */
export function limitsFor(
  { checks }: Pick<Scenario, 'checks'>,
  { slo, lostPerExit, reforkWithinMs, ...options }: RunOptions,
): RunOptions {
  const has = (name: string): boolean => checks.some((check) => check.name === name);
  return {
    ...options,
    ...(has('availability') && slo !== undefined && { slo }),
    ...(has('loss') && lostPerExit !== undefined && { lostPerExit }),
    ...(has('refork') && reforkWithinMs !== undefined && { reforkWithinMs }),
  };
}

/** The ceiling in bytes. @throws UsageError if a worker is over it before it has served anything. */
export function ceilingBytesOf(ceiling: CeilingPlan | null, bootRssBytes: number): number | null {
  if (ceiling === null) return null;
  if ('aboveBootBytes' in ceiling) return bootRssBytes + ceiling.aboveBootBytes;
  if (ceiling.rssBytes > bootRssBytes) return ceiling.rssBytes;
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
