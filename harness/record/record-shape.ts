import { each, flag, listOf, number, objectOf, oneOf, orMissing, orNull, tableOf, text } from '../guard.js';
import { checkNames } from '../record.js';

const check = oneOf(checkNames);

const death = objectOf({
  ...each(number, 'worker', 'pid', 'lostRequests'),
  cause: oneOf(['ceiling', 'fault', 'forced', 'unknown']),
  atMs: objectOf({ exit: number, ...each(orNull(number), 'ceiling', 'recycle', 'fork', 'listening', 'firstAnswer') }),
  ...each(orNull(number), 'exitCode', 'rssBytes', 'reforkMs', 'replacedBy'),
  signal: orNull(text),
  ...each(flag, 'stillborn', 'struck'),
});

const result = objectOf({
  name: check,
  limits: tableOf(number),
  status: oneOf(['pass', 'fail', 'inconclusive']),
  ...each(orNull(number), 'observed', 'limit'),
  ...each(text, 'unit', 'summary'),
});

const latency = objectOf(each(number, 'p50', 'p99', 'max'));

const shape = objectOf({
  ...each(text, 'scenario', 'story', 'startedAt'),
  durationMs: number,
  environment: objectOf({ ...each(text, 'node', 'platform', 'refork'), cpus: number }),
  settings: objectOf({
    ...each(number, 'workers', 'graceMs', 'connections', 'timeoutMs', 'durationMs', 'sampleEveryMs', 'port'),
    ...each(orNull(number), 'ceilingBytes', 'bootRssBytes', 'rate'),
    enforce: oneOf(['harness', 'v8', 'kernel', 'target']),
    ...each(text, 'signal', 'path', 'target'),
    fault: orNull(objectOf({ name: text })),
    also: listOf(objectOf({ path: text, connections: number })),
  }),
  expectation: orNull(objectOf({ fails: check, consequences: listOf(check) })),
  ...each(listOf(text), 'doubts', 'notes'),
  phases: objectOf(each(number, 'loadFromMs', 'faultFromMs', 'faultUntilMs', 'loadUntilMs')),
  ledger: objectOf({
    ...each(number, 'sent', 'answered2xx', 'answeredNon2xx', 'lost', 'timedOut', 'superseded', 'inFlight'),
    ...each(number, 'oldestInFlightMs', 'refused', 'unmade', 'unattributed', 'autocannonErrors'),
  }),
  latencyMs: latency,
  prober: objectOf({
    latencyMs: latency,
    ...each(number, 'sent', 'answered', 'failed', 'voided', 'availability', 'longestOutageMs', 'everyMs', 'late'),
    longestOutageAtMs: orNull(number),
  }),
  supervision: objectOf({
    ...each(number, 'steadyWorkers', 'forks', 'deaths', 'owed', 'stillborn', 'mostStillbornIn10s'),
    ...each(number, 'fewestListening', 'fewestAtMs', 'listeningAtEnd', 'stuckAtEnd'),
    allBackAtMs: orNull(number),
  }),
  ceiling: objectOf({
    ...each(number, 'crossed', 'left', 'killed', 'stayed', 'leaving', 'mostIn1s'),
    ...each(orNull(number), 'highestRssBytes', 'highestInTimeRssBytes'),
  }),
  primary: objectOf({
    died: flag,
    ...each(orNull(number), 'rssBytesBefore', 'rssBytesAfter', 'descriptorsBefore', 'descriptorsAfter'),
  }),
  throughput: objectOf(each(orNull(number), 'beforePerS', 'afterPerS')),
  contention: objectOf({
    ...each(orNull(number), 'othersShare', 'throttledShare'),
    ...each(number, 'stalledShare', 'longestStallMs'),
  }),
  shutdown: objectOf({
    ...each(flag, 'observed', 'primaryForced'),
    signal: text,
    leftBehind: listOf(objectOf({ pid: number, command: text })),
  }),
  fault: objectOf(each(number, 'struckWorkers', 'sparedWorkers', 'struckPrimary', 'lethal')),
  deaths: listOf(death),
  stderr: listOf(text),
  events: listOf(objectOf({ atMs: number, kind: text })),
  leftOut: objectOf(each(number, 'deaths', 'events')),
  series: objectOf({
    everyMs: number,
    rssBytes: tableOf(listOf(orNull(number))),
    ...each(listOf(number), 'answered', 'lost', 'listening', 'probesAnswered', 'probesFailed'),
    ...each(listOf(orNull(number)), 'p50Ms', 'p99Ms'),
  }),
  verdict: oneOf(['pass', 'fail', 'inconclusive']),
  checks: listOf(result),
  seal: orMissing(text),
});

/** The first thing that keeps a value from being a record, or `null`. What is peculiar to one kind of event is not looked at. */
export const mistakeInRecord = (value: unknown): string | null => shape(value, '');
