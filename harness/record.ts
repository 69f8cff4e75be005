/**
 * The record: all that a run saw, and the only thing that checks and reports read.
 *
 * Units are in the names. Times called `atMs` are milliseconds since the run began, on one monotonic clock that harness,
 * load and target share. Memory is resident memory in bytes.
 */

export const schema = 1;

export type Status = 'pass' | 'fail' | 'inconclusive';

export const checkNames = [
  'exercised',
  'refork',
  'ceiling',
  'availability',
  'capacity',
  'loss',
  'stability',
  'recovery',
  'primary',
  'orphans',
] as const;
export type CheckName = (typeof checkNames)[number];

/** What one check says of a run: what it observed against its limit, and one sentence a student understands. */
export interface Judgement {
  status: Status;
  /** `null` where there was nothing to measure. */
  observed: number | null;
  limit: number | null;
  unit: string;
  summary: string;
}

/** A judgement with its check's name and limits, which is all that `refork check` needs to judge again. */
export interface CheckResult extends Judgement {
  name: CheckName;
  limits: Limits;
}

/** A check's limits by name, each in the unit its name ends with. */
export type Limits = Record<string, number>;

/**
 * Where every request of the load ended. Holds on every run:
 * `sent = answered2xx + answeredNon2xx + lost + timedOut + superseded + inFlight`.
 */
export interface Ledger {
  sent: number;
  answered2xx: number;
  answeredNon2xx: number;
  /** Sent on a connection that ended (FIN or RST) before its answer. */
  lost: number;
  /** No answer within the time limit. */
  timedOut: number;
  /** Written on a connection whose last answer said `Connection: close`, and never answered: the server had said so. */
  superseded: number;
  /** Unanswered when the load stopped. */
  inFlight: number;
  /** How long the oldest of those had waited by then; 0 without one. */
  oldestInFlightMs: number;
  /** Connection attempts that nobody accepted. Not requests, so not in `sent`. */
  refused: number;
  /** Connection attempts for which the load itself had no descriptor, port or memory left. They say nothing of the target. */
  unmade: number;
  /** The part of `lost` that no death explains. */
  unattributed: number;
  /** What autocannon's own `errors` said of the same run. Reported beside ours, never judged. */
  autocannonErrors: number;
}

/** Percentiles of a latency, in milliseconds. All 0 where nothing was answered. */
export interface Latency {
  p50: number;
  p99: number;
  max: number;
}

/** The open-loop witness. `sent = answered + failed + voided`. */
export interface Prober {
  sent: number;
  /** Answered in time with a status below 500. */
  answered: number;
  failed: number;
  /** Probes of spans in which the harness itself stalled, so that they say nothing of the target. */
  voided: number;
  /** `answered / (answered + failed)`, from 0 to 1; 0 where nothing counted. */
  availability: number;
  /** The longest span with no probe answered; 0 where no gap was longer than the schedule's own jitter. */
  longestOutageMs: number;
  /** When that span began, or `null` without one. */
  longestOutageAtMs: number | null;
  /** From each probe's intended send time to its answer. */
  latencyMs: Latency;
  everyMs: number;
  /** Probes sent more than 5 ms after their schedule. */
  late: number;
}

/**
 * Why a worker died, as far as the harness knows: it was sent away at the `ceiling`; a `fault` that was injected ended it;
 * it was `forced` with SIGKILL after the grace or far over the ceiling; or `unknown`.
 */
export type Cause = 'ceiling' | 'fault' | 'forced' | 'unknown';

/** One exit of a worker between the first request and the last. */
export interface Death {
  /** The worker's number, counted from 1 in the order of forks. */
  worker: number;
  pid: number;
  cause: Cause;
  exitCode: number | null;
  signal: string | null;
  /** The last sample before the exit, or `null` if it was never sampled. */
  rssBytes: number | null;
  atMs: {
    ceiling: number | null;
    recycle: number | null;
    exit: number;
    /** These three are the replacement's. */
    fork: number | null;
    listening: number | null;
    firstAnswer: number | null;
  };
  /**
   * From `exit` until a replacement listens on the tested port; 0 if one did already, `null` if none ever did.
   * Where the first replacement died at boot, the one that did serve counts.
   */
  reforkMs: number | null;
  lostRequests: number;
  /** The number of the replacement that came to listen, or else of the last one tried; `null` if none was forked. */
  replacedBy: number | null;
  /** It died before it ever listened on the tested port: a step of a crash loop. */
  stillborn: boolean;
  /** The fault had acted in it. */
  struck: boolean;
}

export type EventBody =
  | { kind: 'run-started'; scenario: string }
  /** `port` is the tested one. */
  | { kind: 'target-launched'; pid: number; command: string; port: number }
  | { kind: 'target-ready'; workers: number }
  | { kind: 'worker-forked'; worker: number; pid: number }
  | { kind: 'worker-online'; worker: number; pid: number }
  | { kind: 'worker-listening'; worker: number; pid: number; address: string | null; port: number }
  /** Its first answer after boot. */
  | { kind: 'worker-answered'; worker: number; pid: number; status: number }
  /** It closed its listener on the tested port and takes no new connection: it drains. */
  | { kind: 'worker-closed'; worker: number; pid: number }
  | { kind: 'worker-disconnected'; worker: number; pid: number }
  | { kind: 'worker-exited'; worker: number; pid: number; exitCode: number | null; signal: string | null }
  | { kind: 'fault-armed'; fault: string }
  | { kind: 'fault-disarmed'; fault: string }
  /** The fault acted in this worker: once a worker, and again when it is `lethal`. */
  | { kind: 'fault-struck'; worker: number; pid: number; lethal: boolean }
  /** The fault's signal went to the primary. */
  | { kind: 'primary-struck'; pid: number; signal: string; lethal: boolean }
  | { kind: 'ceiling-crossed'; worker: number; pid: number; rssBytes: number; ceilingBytes: number }
  | { kind: 'worker-recycled'; worker: number; pid: number; rssBytes: number; signal: string }
  | { kind: 'worker-killed'; worker: number; pid: number; rssBytes: number; reason: 'grace' | 'far-over' }
  | { kind: 'load-started' }
  | { kind: 'load-stopped' }
  /** Requests lost within one bucket, from this moment on, on connections that this worker held; `pid` is `null` where none is known. */
  | { kind: 'requests-lost'; pid: number | null; count: number }
  | { kind: 'harness-stalled'; forMs: number }
  | { kind: 'primary-exited'; pid: number; exitCode: number | null; signal: string | null }
  | { kind: 'interrupted'; signal: string }
  | { kind: 'stop-requested'; signal: string }
  | { kind: 'orphan-found'; pid: number; command: string }
  | { kind: 'target-stopped' };

/** Something that happened, in the past tense, with its moment. */
export type RunEvent = { atMs: number } & EventBody;
export type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;

/** One value each `everyMs`, from 0 on. `null` where there was nothing to sample. */
export interface Series {
  everyMs: number;
  /** By pid; the primary's stands under its own pid too. */
  rssBytes: Record<string, (number | null)[]>;
  answered: number[];
  lost: number[];
  /** Workers listening on the tested port at the end of each span: the fewest within it. */
  listening: number[];
  /** Latency of the load's answers in each span. */
  p50Ms: (number | null)[];
  p99Ms: (number | null)[];
  probesAnswered: number[];
  probesFailed: number[];
}

/** The stretches of the load: steady state first, then the fault, then the way back. Each ends where the next begins. */
export interface Phases {
  loadFromMs: number;
  faultFromMs: number;
  faultUntilMs: number;
  loadUntilMs: number;
}

/** How the number of workers was kept, from the first request to the last. */
export interface Supervision {
  /** Workers listening in the steady state before the load. */
  steadyWorkers: number;
  forks: number;
  deaths: number;
  /** Deaths whose replacement was still due, and had time left, when the load stopped. */
  owed: number;
  /** Deaths of workers that had not listened yet. */
  stillborn: number;
  mostStillbornIn10s: number;
  fewestListening: number;
  fewestAtMs: number;
  /** When, from the end of the fault on, as many listened as in the steady state for the first time; `null` if they never did. */
  allBackAtMs: number | null;
  /** Without those that are stuck. */
  listeningAtEnd: number;
  /** Workers that the fault has done for, and that are still there and listening: hung, and nobody has noticed. */
  stuckAtEnd: number;
}

/** What became of the workers that crossed the ceiling. `crossed = left + killed + stayed + leaving`. */
export interface CeilingHistory {
  crossed: number;
  /** Exited before the grace was over. */
  left: number;
  /** Had to be killed, or ignored the signal past the grace. */
  killed: number;
  /** Over the ceiling at the end of the load, and past the grace or never told to go. */
  stayed: number;
  /** Told to go, and still within the grace when the load stopped. */
  leaving: number;
  /** The most that crossed within one second: a supervisor that looks so often sees them in one look. */
  mostIn1s: number;
  /** The highest sample of any worker that crossed, or `null` if none did. */
  highestRssBytes: number | null;
  /**
   * The same of those alone that the harness told to go in time: it missed no look until then, and they had not yet more than is
   * allowed. Of all of them where somebody else enforces the ceiling.
   */
  highestInTimeRssBytes: number | null;
}

/**
 * The primary's own resources over the steady phase and over the last phase: the median of its memory, the fewest of its
 * descriptors; `null` where not sampled.
 */
export interface PrimaryHistory {
  pid: number | null;
  /** It exited before it was asked to. */
  died: boolean;
  rssBytesBefore: number | null;
  rssBytesAfter: number | null;
  descriptorsBefore: number | null;
  descriptorsAfter: number | null;
}

/** Answers a second before the fault and after it; `null` where that phase was too short to say. */
export interface Throughput {
  beforePerS: number | null;
  afterPerS: number | null;
}

/** What the harness and the target did not get of the machine, from the first request to the last. */
export interface Contention {
  /** The share of all CPUs that others had than the harness and the target, from 0 to 1; `null` where that cannot be told. */
  othersShare: number | null;
  /**
   * The share of the kernel's periods in which a CPU limit of theirs ran out, as a container's does, from 0 to 1; `null` where that
   * cannot be told.
   */
  throttledShare: number | null;
  /** The share of the time in which the harness's own process was held up, from 0 to 1. */
  stalledShare: number;
  /** The longest that one of its processes was held up at once. */
  longestStallMs: number;
}

/** How the target ended. `observed` is false where the end could not be watched. */
export interface Shutdown {
  observed: boolean;
  signal: string;
  /** The primary had to be killed. */
  primaryForced: boolean;
  /** Processes of the target still alive after the primary was gone and had had time to take them along. */
  leftBehind: { pid: number; command: string }[];
}

export interface Settings {
  workers: number;
  ceilingBytes: number | null;
  /** A worker's resident memory after boot, before any load: the highest of all. */
  bootRssBytes: number | null;
  enforce: 'harness' | 'v8' | 'kernel' | 'target';
  signal: string;
  graceMs: number;
  connections: number;
  /** Requests a second over all connections; `null` is as fast as they are answered. */
  rate: number | null;
  /** Requests of other kinds beside the main ones. */
  also: {
    path: string;
    method?: string;
    bodyBytes?: number;
    newConnections?: true;
    connections: number;
    rate?: number;
  }[];
  /** A request unanswered for this long has timed out. */
  timeoutMs: number;
  durationMs: number;
  sampleEveryMs: number;
  path: string;
  port: number;
  target: string;
  fault: { name: string; options: unknown } | null;
}

/** The check that a control must fail, and the others that may fail as a consequence of the same defect. */
export interface Expectation {
  fails: CheckName;
  consequences: CheckName[];
}

/** What the judges see: the record without their judgement. */
export interface Evidence {
  schema: number;
  scenario: string;
  story: string;
  startedAt: string;
  durationMs: number;
  environment: { node: string; platform: string; cpus: number; refork: string };
  settings: Settings;
  /** Set for a control: a target broken on purpose. */
  expectation: Expectation | null;
  /** Reasons why the run as a whole cannot be trusted; any of them makes a verdict that is not `fail` inconclusive. */
  doubts: string[];
  /** Plain remarks that do not touch the verdict. */
  notes: string[];
  phases: Phases;
  ledger: Ledger;
  /** Of the load's answers, from the write of the request to the end of its answer. */
  latencyMs: Latency;
  prober: Prober;
  supervision: Supervision;
  ceiling: CeilingHistory;
  primary: PrimaryHistory;
  throughput: Throughput;
  contention: Contention;
  shutdown: Shutdown;
  fault: {
    /** Workers in which the fault acted. */
    struckWorkers: number;
    /** Workers that served from the first request to the last, and in which it never acted. */
    sparedWorkers: number;
    /** How often it struck the primary. */
    struckPrimary: number;
    lethal: number;
  };
  deaths: Death[];
  /** The end of what the target wrote to its standard error. */
  stderr: string[];
  events: RunEvent[];
  /** How many deaths, and how many of the later events, were left out to keep the record small. */
  leftOut: { deaths: number; events: number };
  series: Series;
}

/** `record.json`, whole. */
export interface RunRecord extends Evidence {
  verdict: Status;
  checks: CheckResult[];
  /** A digest of all the rest, put on when the record is kept. */
  seal?: string;
}

/** A judgement with a name: what the results of checks and the findings of a study have in common. */
export interface Finding extends Judgement {
  name: string;
}

/** What the record of a run and that of a study have in common: a verdict, and what it was drawn from. Only a run is of a control. */
export type Judged =
  | RunRecord
  | { verdict: Status; checks: readonly Finding[]; expectation: null; doubts: readonly string[] };

/** A pure judgement over a finished run. A check with nothing to look at says `inconclusive`, never `pass`. */
export interface Check {
  name: CheckName;
  limits: Limits;
  judge(evidence: Evidence): Judgement;
}
