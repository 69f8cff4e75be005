import { expect, test } from 'vitest';
import * as checks from '../../harness/checks/index.js';
import { adviceOnCpu } from '../../harness/checks/starvation.js';
import type { Check, Contention, Evidence, Status } from '../../harness/record.js';
import { aDeath, aDeathWithoutRefork, anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

/** What each check says where it does not pass, to the letter: a student reads every one of these. */
type Said = [status: Status, check: Check, part: Part<Evidence>, summary: string];

const noSteadyState: Part<Evidence> = { supervision: { steadyWorkers: 0, fewestListening: 0, listeningAtEnd: 0 } };
const noLoad: Part<Evidence> = { phases: { loadFromMs: 200, faultFromMs: 200, faultUntilMs: 200, loadUntilMs: 200 } };
const starved: Part<Evidence> = { prober: { sent: 1000, answered: 900, failed: 0, voided: 100 } };
const why =
  "but the harness itself was starved of CPU: 10 % of its probes were voided (at most 5 % may be), so this may be the machine's doing.";

const spares = { sparedWorkers: 1 };
const spared = { cause: 'unknown', struck: false } as const;

const capacity = checks.capacity({ floor: -1 });
const ceiling = checks.ceiling({ overBy: 0.05 });
const loss = checks.loss({ perExit: 3 });
const primary = checks.primary({ growthBytes: 1_000_000, growthDescriptors: 4 });
const recovery = checks.recovery({ throughput: 0.9 });
const refork = checks.refork({ withinMs: 1000 });
const stability = checks.stability({ stillbornPer10s: 5 });
const alone = checks.stability({ stillbornPer10s: 5, bystanders: 0 });

test.each<Said>([
  ['inconclusive', capacity, noSteadyState, 'No worker listened before the load began.'],
  ['inconclusive', capacity, noLoad, 'There was no load to watch the workers under.'],
  [
    'fail',
    capacity,
    { supervision: { fewestListening: 0 } },
    'At 200 ms no worker listened, and the floor is 1 (2 workers in the steady state).',
  ],
  ['inconclusive', ceiling, { settings: { ceilingBytes: null } }, 'No ceiling was set.'],
  [
    'inconclusive',
    ceiling,
    { ceiling: { left: 0, highestRssBytes: null } },
    'No worker crossed the ceiling of 115 MB.',
  ],
  [
    'inconclusive',
    ceiling,
    { ceiling: { left: 0, leaving: 2 } },
    '2 workers crossed the ceiling, but the load stopped before the grace was over.',
  ],
  [
    'inconclusive',
    ceiling,
    { ceiling: { left: 2, highestRssBytes: null } },
    'The memory of the workers over the ceiling was not sampled.',
  ],
  [
    'fail',
    ceiling,
    { ceiling: { left: 0, killed: 1, stayed: 1, highestRssBytes: null } },
    'Of 2 workers over the ceiling of 115 MB, 1 did not leave in time and had to be killed and 1 stayed.',
  ],
  ['inconclusive', loss, { ledger: { answered2xx: 0, superseded: 0, inFlight: 0 } }, 'No request was sent.'],
  ['inconclusive', loss, { deaths: [] }, 'No worker died, so no death could cost a request.'],
  [
    'inconclusive',
    loss,
    { leftOut: { deaths: 7 } },
    'The 4 deaths on record cost at most 0 requests each, but 7 more were left out of it.',
  ],
  [
    'fail',
    loss,
    { ledger: { lost: 1, unattributed: 1 } },
    '1 request was lost without a death, and 0 timed out; at most 0 may fail without a death.',
  ],
  [
    'inconclusive',
    checks.orphans(),
    { shutdown: { observed: false, primaryForced: true } },
    'The end of the target could not be watched. The primary ignored SIGTERM and had to be killed.',
  ],
  ['fail', primary, { primary: { died: true } }, 'The primary itself exited, and with it the whole server.'],
  ['fail', primary, { primary: { rssBytesAfter: 60_000_000 } }, 'The primary grew by 10 MB, and 1 MB are allowed.'],
  [
    'inconclusive',
    primary,
    { primary: { rssBytesAfter: null } },
    "The primary's memory could not be compared: not sampled both before the fault and after it.",
  ],
  [
    'inconclusive',
    primary,
    { primary: { descriptorsBefore: null } },
    "The primary's descriptors could not be compared: not sampled both before the fault and after it.",
  ],
  [
    'inconclusive',
    recovery,
    { deaths: [], fault: { struckWorkers: 0 } },
    'Nothing went wrong, so there was nothing to recover from.',
  ],
  ['inconclusive', recovery, noSteadyState, 'No worker listened before the load began.'],
  [
    'inconclusive',
    recovery,
    { throughput: { beforePerS: 0 } },
    'Nothing was answered before the fault, so there is no steady rate to return to.',
  ],
  [
    'inconclusive',
    recovery,
    { supervision: { listeningAtEnd: 1, owed: 1 } },
    'At the end 1 of 2 workers listened, and the load stopped while a replacement was still due.',
  ],
  [
    'fail',
    recovery,
    { supervision: { listeningAtEnd: 0, stuckAtEnd: 1 } },
    'At the end 0 of 2 workers listened, and 1 that the fault had done for was still there.',
  ],
  [
    'fail',
    recovery,
    { supervision: { listeningAtEnd: 0, stuckAtEnd: 2 } },
    'At the end 0 of 2 workers listened, and 2 that the fault had done for were still there.',
  ],
  [
    'inconclusive',
    recovery,
    { ...starved, throughput: { afterPerS: 1000 } },
    `1,000 answers a second at the end, 2,000 before the fault: 50 % of the steady rate, and 90 % was asked for; ${why}`,
  ],
  [
    'fail',
    recovery,
    { throughput: { afterPerS: 1000 } },
    '1,000 answers a second at the end, 2,000 before the fault: 50 % of the steady rate, and 90 % was asked for.',
  ],
  ['inconclusive', refork, { deaths: [] }, 'No worker died, so no replacement was called for.'],
  [
    'inconclusive',
    refork,
    { deaths: [aDeathWithoutRefork({ atMs: { exit: 9900 } })] },
    '1 death, but the load stopped before a replacement was due.',
  ],
  [
    'inconclusive',
    refork,
    { leftOut: { deaths: 7 } },
    'The 4 deaths on record were made good, but 7 more were left out of it.',
  ],
  [
    'inconclusive',
    refork,
    { ...starved, deaths: [aDeath({ reforkMs: 1200 })] },
    `Of 1 death: the replacement for worker 1 came late, the slowest after 1,200 ms (allowed are 1,000 ms); ${why}`,
  ],
  ['inconclusive', stability, noSteadyState, 'No worker listened before the load began.'],
  ['inconclusive', stability, noLoad, 'There was no load to watch the workers under.'],
  [
    'fail',
    stability,
    { supervision: { mostStillbornIn10s: 6 } },
    'A crash loop: 6 workers died at boot within 10 s, and 5 may; backing off would bound it.',
  ],
  [
    'inconclusive',
    alone,
    { deaths: [aDeath({ worker: 2, cause: 'ceiling', struck: false })], fault: spares },
    'Worker 2, in which the fault had never acted, was itself over the ceiling, so the ceiling is too low to tell such workers from the others. Raise it.',
  ],
  ['inconclusive', alone, { leftOut: { deaths: 3 }, fault: spares }, '3 deaths were left out of the record.'],
  [
    'inconclusive',
    alone,
    { fault: { sparedWorkers: 0 } },
    'The fault spared no worker that served throughout, so there was nobody to live on.',
  ],
  [
    'pass',
    checks.exercised({ together: 2 }),
    { ceiling: { mostIn1s: 2 } },
    '2 workers crossed the ceiling within a second. The fault leak-buffers acted in 4 workers.',
  ],
  [
    'inconclusive',
    checks.exercised({}),
    { settings: { fault: null } },
    'The scenario has no fault and asks for no deaths or requests.',
  ],
  [
    'inconclusive',
    checks.exercised({ requests: 30_000 }),
    {},
    'Only 20,000 requests were answered; to judge takes 30000.',
  ],
])('%s', (status, check, part, summary) => {
  expect(check.judge(anEvidence(part))).toMatchObject({ status, summary });
});

test.each([
  [1, 'The fault leak-buffers struck the primary.'],
  [3, 'The fault leak-buffers struck the primary 3 times.'],
])('a fault that struck the primary %i times acted, whatever became of the workers', (struckPrimary, summary) => {
  expect(checks.exercised({}).judge(anEvidence({ fault: { struckPrimary, struckWorkers: 0 } }))).toEqual({
    ...{ status: 'pass', observed: struckPrimary, limit: 1, unit: 'strikes', summary },
  });
});

test('what a scenario asks for in requests and in strikes is measured in them', () => {
  const without = { settings: { fault: null } };
  expect(checks.exercised({ requests: 20_000 }).judge(anEvidence(without))).toEqual({
    ...{ status: 'pass', observed: 20_000, limit: 20_000, unit: 'requests', summary: '20,000 requests were answered.' },
  });
  expect(checks.exercised({}).judge(anEvidence({ fault: { struckWorkers: 1 } }))).toEqual({
    ...{ status: 'pass', observed: 1, limit: 1, unit: 'workers' },
    summary: 'The fault leak-buffers acted in 1 worker.',
  });
});

test('one answer is told as one', () => {
  const one = { settings: { fault: null }, ledger: { answered2xx: 1, superseded: 0, inFlight: 0 } };
  expect(checks.exercised({ requests: 1 }).judge(anEvidence(one)).summary).toBe('1 request was answered.');
});

test('a primary that exited is one exit where none is allowed', () => {
  expect(primary.judge(anEvidence({ primary: { died: true } }))).toMatchObject({
    observed: 1,
    limit: 0,
    unit: 'exits',
  });
  expect(primary.judge(anEvidence({ primary: { rssBytesAfter: 50_000_000 } })).summary).toBe(
    'The primary did not grow, and has no more descriptors open than before the fault.',
  );
});

test('each check goes by its name, in what it makes and in what it refuses', () => {
  for (const [name, make] of Object.entries(checks.registry)) {
    expect(() => make({ nonsense: 1 })).toThrow(`The check ${name} cannot judge with these limits: "nonsense"`);
  }
  expect(() => checks.orphans.from({ x: 1 })).toThrow('"x" is none of its limits (it takes none)');
});

test('a share has two ends, a limit must be a number, and one that is needed may not be missing', () => {
  expect(() => checks.recovery({ throughput: -0.1 })).toThrow('throughput must be a share from 0 to 1');
  expect(checks.recovery({ throughput: 1 }).limits).toEqual({ throughput: 1 });
  expect(() => checks.recovery({ throughput: 1.1 })).toThrow('and is 1.1');
  expect(() => checks.recovery.from({ throughput: '1' as never })).toThrow('and is "1"');
  expect(() => checks.ceiling.from({})).toThrow('overBy must be a number of 0 or more, and is missing');
  expect(() => checks.capacity.from({})).toThrow('floor must be a whole number of workers');
  expect(() => checks.recovery.from({})).toThrow(
    'throughput must be a share from 0 to 1 (0.99 for 99 %), and is missing',
  );
});

test('exactly as many voided probes as may be are no reason for doubt, and none at all neither', () => {
  const late = { deaths: [aDeath({ reforkMs: 1200 })] };
  const under = (voided: number) =>
    refork.judge(anEvidence({ ...late, prober: { sent: 1000, answered: 1000 - voided, failed: 0, voided } })).status;
  expect([under(0), under(50), under(51)]).toEqual(['fail', 'fail', 'inconclusive']);
  expect(refork.judge(anEvidence({ ...late, prober: { sent: 0, answered: 0 } })).status).toBe('fail');
});

test('a harness that was held up for longer than may be doubts what came late, and says for how long', () => {
  const late = { deaths: [aDeath({ reforkMs: 1200 })] };
  const under = (stalledShare: number) => refork.judge(anEvidence({ ...late, contention: { stalledShare } }));
  expect([under(0).status, under(0.05).status, under(0.06).status]).toEqual(['fail', 'fail', 'inconclusive']);
  expect(under(0.06).summary).toContain(
    "but the harness itself was starved of CPU: its process was held up for 6 % of the time (at most 5 % may be), so this may be the machine's doing.",
  );
});

test('a harness that stood still for longer at once than may be doubts what came late, and says for how long', () => {
  const late = { deaths: [aDeath({ reforkMs: 1200 })] };
  const after = (longestStallMs: number) => refork.judge(anEvidence({ ...late, contention: { longestStallMs } }));
  expect([after(500).status, after(501).status]).toEqual(['fail', 'inconclusive']);
  expect(after(2996).summary).toContain(
    "but the harness itself was held up: a process of it stood still for 2,996 ms at once (at most 500 ms may be), so this may be the machine's doing.",
  );
});

test('where nothing was seen, there is a limit and no figure', () => {
  const unsampled = anEvidence({ ceiling: { left: 2, highestRssBytes: null } });
  expect(ceiling.judge(unsampled)).toMatchObject({ observed: null, limit: 121.1, unit: 'MB' });
  const unprobed = anEvidence({ prober: { sent: 0, answered: 0, failed: 0 } });
  expect(checks.availability({ slo: 0.99 }).judge(unprobed)).toMatchObject({ observed: null, limit: 99, unit: '%' });
});

test('what is judged first is told first', () => {
  const both = { deaths: [aDeath({ worker: 2, ...spared })], fault: spares, supervision: { deaths: 1, forks: 4 } };
  expect(alone.judge(anEvidence(both))).toMatchObject({ status: 'fail', unit: 'bystanders' });
  const equals = {
    deaths: [3, 5, 5].map((lostRequests, n) => aDeath({ worker: n + 1, lostRequests })),
    ledger: { lost: 13 },
  };
  expect(loss.judge(anEvidence(equals)).summary).toContain('the death of worker 2 cost 5 requests');
  const unexplained = { ledger: { timedOut: 1 } };
  expect(loss.judge(anEvidence(unexplained))).toMatchObject({ observed: 1, unit: 'requests no death explains' });
});

test('as many bystanders may die as are allowed, and they are counted with those that lived on', () => {
  const two = checks.stability({ stillbornPer10s: 5, bystanders: 1 });
  const evidence = anEvidence({ deaths: [aDeath({ worker: 2, ...spared })], fault: spares });
  expect(two.judge(evidence)).toMatchObject({ status: 'pass', observed: 1, limit: 1 });
});

test('a crowded machine excuses a missing worker, where the floor is what the steady state had', () => {
  const crowded = { supervision: { fewestListening: 1 }, contention: { othersShare: 0.5 } };
  expect(checks.capacity({ floor: 0 }).judge(anEvidence(crowded)).status).toBe('inconclusive');
  expect(checks.capacity({ floor: 3 }).judge(anEvidence(crowded)).status).toBe('fail');
});

test('a run that was short of CPU is told why, and what to do; one that was not is told nothing', () => {
  const told = (contention: Partial<Contention>) => adviceOnCpu(anEvidence({ contention }));
  expect(told({})).toEqual([]);
  expect(told({ throttledShare: 0.25, othersShare: 0.25, stalledShare: 0.05, longestStallMs: 3000 })).toEqual([]);
  expect(told({ othersShare: null, throttledShare: 0.41 })).toEqual([
    "The run was short of CPU: a CPU limit ran out in 41 % of the kernel's periods (at most 25 % may be). " +
      'What takes time cannot be judged so: give it more of the machine, or a lower --rate.',
  ]);
  expect(told({ stalledShare: 0.06 })[0]).toContain('its process was held up for 6 % of the time');
});
