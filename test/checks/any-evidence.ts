import fc from 'fast-check';
import type { Death, Evidence } from '../../harness/record.js';
import { anEvidence } from '../a-record.js';

const natural = fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 20_000 }), fc.constant(0));
const bytes = fc.nat({ max: 1_000_000_000 });
const timeMs = fc.double({ min: 0, max: 12_000, noNaN: true }).map((n) => n + 0);
const perS = natural.map((n) => n / 10);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const death: fc.Arbitrary<Death> = fc.record({
  worker: fc.nat({ max: 8 }),
  pid: fc.nat(),
  cause: fc.constantFrom('ceiling', 'fault', 'forced', 'unknown'),
  exitCode: orNull(fc.nat({ max: 255 })),
  signal: orNull(fc.constantFrom('SIGKILL', 'SIGABRT')),
  rssBytes: orNull(bytes),
  atMs: fc.record({
    ceiling: orNull(timeMs),
    recycle: orNull(timeMs),
    exit: timeMs,
    fork: orNull(timeMs),
    listening: orNull(timeMs),
    firstAnswer: orNull(timeMs),
  }),
  reforkMs: orNull(timeMs),
  lostRequests: natural,
  replacedBy: orNull(fc.nat({ max: 8 })),
  stillborn: fc.boolean(),
  struck: fc.boolean(),
});

const places = fc.record({
  answered2xx: natural,
  answeredNon2xx: natural,
  lost: natural,
  timedOut: natural,
  superseded: natural,
  inFlight: natural,
  unattributed: natural,
});

const phases = fc
  .tuple(timeMs, timeMs, timeMs, timeMs)
  .map((times) => times.sort((a, b) => a - b))
  .map(([loadFromMs = 0, faultFromMs = 0, faultUntilMs = 0, loadUntilMs = 0]) => {
    return { loadFromMs, faultFromMs, faultUntilMs, loadUntilMs };
  });

/** Evidence that is well-typed and otherwise as odd as can be: nothing in it need fit together, but that the ledger may balance. */
export const anyEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    doubts: fc.array(fc.string(), { maxLength: 1 }),
    phases,
    ledger: fc.tuple(places, fc.option(natural, { nil: undefined })).map(([all, sent]) => ({ ...all, sent })),
    prober: fc.record({
      answered: natural,
      failed: natural,
      voided: natural,
      longestOutageMs: timeMs,
      longestOutageAtMs: orNull(timeMs),
      everyMs: fc.nat({ max: 100 }),
    }),
    settings: fc.record({ ceilingBytes: orNull(bytes), fault: orNull(fc.constant({ name: 'leak', options: null })) }),
    supervision: fc.record({
      steadyWorkers: fc.nat({ max: 4 }),
      forks: natural,
      deaths: natural,
      owed: fc.nat({ max: 3 }),
      stillborn: natural,
      mostStillbornIn10s: natural,
      fewestListening: fc.nat({ max: 4 }),
      fewestAtMs: timeMs,
      listeningAtEnd: fc.nat({ max: 4 }),
    }),
    ceiling: fc.record({
      left: fc.nat({ max: 3 }),
      killed: fc.nat({ max: 1 }),
      stayed: fc.nat({ max: 1 }),
      leaving: fc.nat({ max: 2 }),
      mostIn1s: fc.nat({ max: 4 }),
      highestRssBytes: orNull(bytes),
      highestInTimeRssBytes: orNull(bytes),
    }),
    primary: fc.record({
      died: fc.boolean(),
      rssBytesBefore: orNull(bytes),
      rssBytesAfter: orNull(bytes),
      descriptorsBefore: orNull(natural),
      descriptorsAfter: orNull(natural),
    }),
    throughput: fc.record({ beforePerS: orNull(perS), afterPerS: orNull(perS) }),
    contention: fc.record({
      othersShare: fc.constantFrom(null, 0, 0.2, 0.6),
      throttledShare: fc.constantFrom(null, 0, 0.2, 0.6),
      stalledShare: fc.constantFrom(0, 0.05, 0.3),
      longestStallMs: fc.constantFrom(0, 500, 3000),
    }),
    shutdown: fc.record({
      observed: fc.boolean(),
      primaryForced: fc.boolean(),
      leftBehind: fc.array(fc.record({ pid: fc.nat(), command: fc.string() }), { maxLength: 7 }),
    }),
    fault: fc.record({
      struckWorkers: fc.nat({ max: 3 }),
      sparedWorkers: fc.nat({ max: 2 }),
      lethal: fc.nat({ max: 3 }),
    }),
    deaths: fc.array(death, { maxLength: 6 }),
    events: fc.constantFrom([], anEvidence().events),
    leftOut: fc.record({ deaths: fc.constantFrom(0, 0, 9), events: natural }),
  })
  .map(anEvidence);
