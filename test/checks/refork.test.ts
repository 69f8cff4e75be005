import { describe, expect, test } from 'vitest';
import { refork } from '../../harness/checks/index.js';
import type { Cause, Contention, Death, Evidence, RunEvent } from '../../harness/record.js';
import { aDeath, aDeathWithoutRefork, anEvidence } from '../a-record.js';
import type { Part } from '../merge.js';

const judge = (part: Part<Evidence>) => refork({ withinMs: 1000 }).judge(anEvidence(part));

test('deaths that are all replaced in time pass with the slowest', () => {
  expect(judge({})).toEqual({
    status: 'pass',
    observed: 71.2,
    limit: 1000,
    unit: 'ms',
    summary: '4 deaths, each replaced; the slowest took 71 ms.',
  });
});

test('a single death reads as one', () => {
  expect(judge({ deaths: [aDeath()] }).summary).toBe('1 death, replaced after 15 ms.');
});

test('a worker that is never replaced fails refork', () => {
  const { status, observed, summary } = judge({ deaths: [aDeath(), aDeathWithoutRefork({ worker: 2 })] });
  expect({ status, observed }).toEqual({ status: 'fail', observed: null });
  expect(summary).toBe('Of 2 deaths: no replacement came for worker 2: none was forked.');
});

test('a replacement that never listens on the tested port fails, and is told from none', () => {
  const lost = aDeath({ worker: 2, reforkMs: null, replacedBy: 4, atMs: { listening: null, firstAnswer: null } });
  const { status, summary } = judge({ deaths: [lost] });
  expect(status).toBe('fail');
  expect(summary).toContain('a replacement was forked for worker 2, but never listened on port 4000');
});

test('a replacement that comes late fails, and only when it is late', () => {
  expect(judge({ deaths: [aDeath({ reforkMs: 1000 })] }).status).toBe('pass');
  const { status, observed, summary } = judge({ deaths: [aDeath({ reforkMs: 1200 })] });
  expect({ status, observed }).toEqual({ status: 'fail', observed: 1200 });
  expect(summary).toContain(
    'the replacement for worker 1 came late, the slowest after 1,200 ms (allowed are 1,000 ms)',
  );
});

test('a death right before the end is judged all the same when the primary is gone, for nobody is left to fork', () => {
  const { loadUntilMs } = anEvidence().phases;
  const last = aDeath({ reforkMs: null, replacedBy: null, atMs: { exit: loadUntilMs - 10 } });
  expect(judge({ deaths: [last] }).status).toBe('inconclusive');
  expect(judge({ deaths: [last], primary: { died: true } }).status).toBe('fail');
});

test('a replacement has as much more time, to come and to answer, as the harness stood still', () => {
  const { events, phases } = anEvidence();
  const during = (forMs: number): RunEvent[] => [...events, { atMs: 9000, kind: 'harness-stalled', forMs }];
  const judgeBeside = (forMs: number, death: Death) => judge({ deaths: [death], events: during(forMs) }).status;
  const missing = aDeath({ reforkMs: null, replacedBy: null, atMs: { exit: phases.loadUntilMs - 1200 } });
  expect([judgeBeside(200, missing), judgeBeside(201, missing)]).toEqual(['fail', 'inconclusive']);
  const silent = aDeath({ replacedBy: 9, atMs: { listening: phases.loadUntilMs - 1200, firstAnswer: null } });
  expect([judgeBeside(200, silent), judgeBeside(201, silent)]).toEqual(['fail', 'pass']);
});

const starved = { sent: 1000, answered: 900, failed: 0, voided: 100 };

test('lateness in a run in which the harness was starved is inconclusive, but a missing replacement still fails', () => {
  expect(judge({ prober: starved, deaths: [aDeath({ reforkMs: 1200 })] })).toMatchObject({
    status: 'inconclusive',
    observed: 1200,
    summary: expect.stringContaining('starved'),
  });
  const lost = aDeath({ reforkMs: null, replacedBy: null });
  expect(judge({ prober: starved, deaths: [aDeath({ reforkMs: 1200 }), lost] }).status).toBe('fail');
});

test('nor does being starved excuse both a missing replacement and a silent one beside a late one', () => {
  const deaths = [
    aDeath({ worker: 1, reforkMs: 1200 }),
    aDeath({ worker: 2, reforkMs: null, replacedBy: null }),
    aDeath({ worker: 3, atMs: { firstAnswer: null } }),
  ];
  expect(judge({ prober: starved, deaths }).status).toBe('fail');
});

test('a replacement is given time to answer, and to the millisecond no more', () => {
  const silentFor = (ms: number) =>
    judge({ deaths: [aDeath({ atMs: { listening: 10_200 - ms, firstAnswer: null } })] }).status;
  expect([silentFor(999), silentFor(1000)]).toEqual(['pass', 'fail']);
});

test('a replacement that listens but never answers fails', () => {
  const { status, summary } = judge({ deaths: [aDeath({ atMs: { firstAnswer: null } })] });
  expect(status).toBe('fail');
  expect(summary).toContain('the replacement for worker 1 listens but never answers');
});

test('the silence of a replacement that died soon after is not held against it', () => {
  const deaths = [
    aDeath({ worker: 1, atMs: { exit: 3060, firstAnswer: null }, replacedBy: 3 }),
    aDeath({ worker: 3, atMs: { exit: 3500 } }),
  ];
  expect(judge({ deaths }).status).toBe('pass');
});

test('the silence of a replacement is not held against it when it listened just before the load stopped', () => {
  expect(judge({ deaths: [aDeath({ atMs: { exit: 9700, firstAnswer: null } })] }).status).toBe('pass');
});

test('a silence says nothing where no answer of any worker was seen', () => {
  const unseen = anEvidence().events.filter(({ kind }) => kind !== 'worker-answered');
  expect(judge({ events: unseen, deaths: [aDeath({ atMs: { firstAnswer: null } })] }).status).toBe('pass');
});

test('many workers that share few probes are given longer to answer', () => {
  const part = { deaths: [aDeath({ atMs: { firstAnswer: null } })], supervision: { steadyWorkers: 200 } };
  expect(judge(part).status).toBe('pass');
});

describe('a death too close to the end, while others are judged,', () => {
  const judgeBeside = (cause: Cause) =>
    judge({ deaths: [aDeath(), aDeathWithoutRefork({ worker: 2, cause, atMs: { exit: 9300 } })] });

  test('leaves a pass where it came at the ceiling', () => {
    const { status, observed, summary } = judgeBeside('ceiling');
    expect({ status, observed }).toEqual({ status: 'pass', observed: 15 });
    expect(summary).toBe('1 death, replaced after 15 ms; 1 more, at the ceiling, came too close to the end to judge.');
  });

  test('leaves a pass open where it was of another cause: a cluster may replace the first only', () => {
    for (const cause of ['fault', 'forced', 'unknown'] as const) {
      const { status, observed, summary } = judgeBeside(cause);
      expect({ status, observed }).toEqual({ status: 'inconclusive', observed: 15 });
      expect(summary).toBe('1 death, replaced after 15 ms; but 1 more came too close to the end to judge.');
    }
  });

  test('excuses none of the others', () => {
    const late = aDeath({ reforkMs: 1200 });
    const last = aDeathWithoutRefork({ worker: 2, atMs: { exit: 9300 } });
    expect(judge({ deaths: [late, last] }).status).toBe('fail');
  });
});

test('only a death too close to the end is inconclusive', () => {
  expect(judge({ deaths: [aDeathWithoutRefork({ atMs: { exit: 9201 } })] }).status).toBe('inconclusive');
});

test('a death whose replacement was due just before the load stopped is judged', () => {
  expect(judge({ deaths: [aDeathWithoutRefork({ atMs: { exit: 9200 } })] }).status).toBe('fail');
});

test('no deaths are inconclusive', () => {
  expect(judge({ deaths: [] }).status).toBe('inconclusive');
});

test('deaths left out of the record leave a pass open, but no failure', () => {
  expect(judge({ leftOut: { deaths: 7 } }).status).toBe('inconclusive');
  expect(judge({ leftOut: { deaths: 7 }, deaths: [aDeathWithoutRefork()] }).status).toBe('fail');
});

test('several reasons are all told, the worst first', () => {
  const deaths = [
    aDeath({ worker: 1, reforkMs: 1500 }),
    aDeathWithoutRefork({ worker: 2 }),
    aDeathWithoutRefork({ worker: 5 }),
  ];
  expect(judge({ deaths }).summary).toBe(
    'Of 3 deaths: no replacement came for 2 of them (first worker 2): none was forked; ' +
      'the replacement for worker 1 came late, the slowest after 1,500 ms (allowed are 1,000 ms).',
  );
});

test('lateness while others have too much of the machine is inconclusive, but a missing replacement still fails', () => {
  const contention = { othersShare: 0.4 };
  expect(judge({ contention, deaths: [aDeath({ reforkMs: 1200 })] })).toMatchObject({
    status: 'inconclusive',
    summary: expect.stringContaining("others used 40 % of the machine's CPUs"),
  });
  expect(judge({ contention, deaths: [aDeathWithoutRefork()] }).status).toBe('fail');
});

describe('a replacement that still boots when the load stops', () => {
  const { loadUntilMs } = anEvidence().phases;
  const booting = (exitMs: number): Death =>
    aDeathWithoutRefork({ worker: 2, replacedBy: 4, atMs: { exit: exitMs, fork: exitMs + 5 } });
  const judgeIn = (contention: Part<Contention>, beforeEndMs: number, ...others: Death[]) =>
    judge({ contention, deaths: [...others, booting(loadUntilMs - beforeEndMs)] });

  test('has three times as long on a crowded machine, and no more', () => {
    for (const contention of [{ othersShare: 0.4 }, { othersShare: null, throttledShare: 0.9 }]) {
      expect(judgeIn(contention, 2999).status).toBe('inconclusive');
      expect(judgeIn(contention, 3000).status).toBe('fail');
    }
    expect(judgeIn({}, 1000).status).toBe('fail');
  });

  test('leaves open what the others showed', () => {
    expect(judgeIn({ throttledShare: 0.9 }, 2000, aDeath())).toMatchObject({
      status: 'inconclusive',
      summary: '1 death, replaced after 15 ms; but 1 more came too close to the end to judge.',
    });
  });

  test('is missing all the same where nobody is left to have forked it in time', () => {
    const part = { contention: { throttledShare: 0.9 }, deaths: [booting(loadUntilMs - 500)] };
    expect(judge({ ...part, primary: { died: true } }).status).toBe('fail');
  });
});

test('a starved run in which every replacement came in time passes', () => {
  expect(judge({ prober: starved }).status).toBe('pass');
});

test('a replacement that was forked is not told as one that was not', () => {
  const lost = aDeath({ worker: 2, reforkMs: null, replacedBy: 4, atMs: { listening: null, firstAnswer: null } });
  expect(judge({ deaths: [lost] }).summary).toBe(
    'Of 1 death: a replacement was forked for worker 2, but never listened on port 4000.',
  );
});
