import { type Death, type Evidence, type RunEvent, schema } from '../harness/record.js';
import { aDeath } from './a-death.js';

const port = 4000;
const ceilingBytes = 115_343_360;

const birth = (worker: number, atMs: number): RunEvent[] => [
  { atMs, kind: 'worker-forked', worker, pid: 4100 + worker },
  { atMs: atMs + 40, kind: 'worker-online', worker, pid: 4100 + worker },
  { atMs: atMs + 71, kind: 'worker-listening', worker, pid: 4100 + worker, address: null, port },
  { atMs: atMs + 74, kind: 'worker-answered', worker, pid: 4100 + worker, status: 200 },
];

const recycling = ({ worker, pid, atMs: { exit } }: Death): RunEvent[] => [
  { atMs: exit - 60, kind: 'ceiling-crossed', worker, pid, rssBytes: 116_000_000, ceilingBytes },
  { atMs: exit - 59, kind: 'worker-recycled', worker, pid, rssBytes: 116_000_000, signal: 'SIGTERM' },
  ...birth(worker + 2, exit - 56),
  { atMs: exit - 55, kind: 'worker-closed', worker, pid },
  { atMs: exit, kind: 'worker-exited', worker, pid, exitCode: 0, signal: null },
];

const healthyDeaths = [
  aDeath({ worker: 1, atMs: { exit: 3060 } }),
  aDeath({ worker: 2, atMs: { exit: 3400 }, reforkMs: 20 }),
  aDeath({ worker: 3, atMs: { exit: 6060 } }),
  aDeath({ worker: 4, atMs: { exit: 6400 }, reforkMs: 71.2 }),
];

const healthyEvents: RunEvent[] = [
  { atMs: 0, kind: 'run-started', scenario: 'leak' } as const,
  { atMs: 5, kind: 'target-launched', pid: 4100, command: 'node resilient.js', port } as const,
  ...birth(1, 100),
  ...birth(2, 102),
  { atMs: 180, kind: 'target-ready', workers: 2 } as const,
  { atMs: 200, kind: 'load-started' } as const,
  { atMs: 1200, kind: 'fault-armed', fault: 'leak-buffers' } as const,
  ...[1210, 1215, 3080, 3420].map((atMs, i): RunEvent => {
    return { atMs, kind: 'fault-struck', worker: i + 1, pid: 4101 + i, lethal: false };
  }),
  ...healthyDeaths.flatMap(recycling),
  { atMs: 8200, kind: 'fault-disarmed', fault: 'leak-buffers' } as const,
  { atMs: 10_200, kind: 'load-stopped' } as const,
  { atMs: 10_300, kind: 'stop-requested', signal: 'SIGTERM' } as const,
  { atMs: 10_400, kind: 'target-stopped' } as const,
].sort((a, b) => a.atMs - b.atMs);

const every100Ms = <T>(value: T): T[] => Array.from({ length: 103 }, () => value);

/** Ten seconds under load: two workers leak, four are recycled at the ceiling, nothing is lost. A fresh copy each time. */
export function aHealthyRun(): Evidence {
  return structuredClone({
    schema,
    scenario: 'leak',
    story: 'Workers leak with every request, and are recycled at the ceiling before a client notices.',
    startedAt: '2026-01-31T12:00:00.000Z',
    durationMs: 10_400,
    environment: { node: 'v20.20.2', platform: 'linux', cpus: 2, refork: '0.1.0' },
    settings: {
      workers: 2,
      ceilingBytes,
      bootRssBytes: 43_000_000,
      enforce: 'harness',
      signal: 'SIGTERM',
      graceMs: 5000,
      connections: 20,
      rate: null,
      also: [],
      timeoutMs: 10_000,
      durationMs: 10_000,
      sampleEveryMs: 50,
      path: '/',
      port,
      target: 'fixtures/servers/resilient.js',
      fault: { name: 'leak-buffers', options: { bytesPerRequest: 20_480 } },
    },
    expectation: null,
    doubts: [],
    notes: [],
    phases: { loadFromMs: 200, faultFromMs: 1200, faultUntilMs: 8200, loadUntilMs: 10_200 },
    ledger: {
      sent: 20_020,
      answered2xx: 20_000,
      answeredNon2xx: 0,
      lost: 0,
      timedOut: 0,
      superseded: 12,
      inFlight: 8,
      oldestInFlightMs: 14.25,
      refused: 0,
      unmade: 0,
      unattributed: 0,
      autocannonErrors: 0,
    },
    latencyMs: { p50: 9.6, p99: 31, max: 84 },
    prober: {
      sent: 500,
      answered: 500,
      failed: 0,
      voided: 0,
      availability: 1,
      longestOutageMs: 0,
      longestOutageAtMs: null,
      latencyMs: { p50: 2.1, p99: 12, max: 41 },
      everyMs: 20,
      late: 0,
    },
    supervision: {
      steadyWorkers: 2,
      forks: 4,
      deaths: 4,
      owed: 0,
      stillborn: 0,
      mostStillbornIn10s: 0,
      fewestListening: 2,
      fewestAtMs: 200,
      listeningAtEnd: 2,
      stuckAtEnd: 0,
      allBackAtMs: 8700.4,
    },
    ceiling: {
      crossed: 4,
      left: 4,
      killed: 0,
      stayed: 0,
      leaving: 0,
      mostIn1s: 1,
      highestRssBytes: 117_440_512,
      highestInTimeRssBytes: 117_440_512,
    },
    primary: {
      pid: 4100,
      died: false,
      rssBytesBefore: 50_000_000,
      rssBytesAfter: 50_400_000,
      descriptorsBefore: 24,
      descriptorsAfter: 24,
    },
    throughput: { beforePerS: 2000, afterPerS: 1990 },
    contention: { othersShare: 0.02, throttledShare: 0, stalledShare: 0, longestStallMs: 0 },
    shutdown: { observed: true, signal: 'SIGTERM', primaryForced: false, leftBehind: [] },
    fault: { struckPrimary: 0, struckWorkers: 4, sparedWorkers: 0, lethal: 0 },
    deaths: healthyDeaths,
    stderr: [],
    events: healthyEvents,
    leftOut: { deaths: 0, events: 0 },
    series: {
      everyMs: 100,
      rssBytes: { '4100': every100Ms(50_000_000), '4101': [null, 43_000_000, 80_000_000, 117_440_512] },
      answered: every100Ms(200),
      lost: every100Ms(0),
      listening: every100Ms(2),
      p50Ms: every100Ms(9.6),
      p99Ms: every100Ms(31),
      probesAnswered: every100Ms(5),
      probesFailed: every100Ms(0),
    },
  } satisfies Evidence);
}
