import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeathsInput, deathsOf } from '../../harness/history/deaths.js';
import type { Death, RunEvent } from '../../harness/record.js';
import { aHealthyRun } from '../a-healthy-run.js';
import {
  answered,
  booted,
  closed,
  crossed,
  disconnected,
  exited,
  forked,
  initial,
  killed,
  listened,
  phases,
  pidOf,
  port,
  recycled,
  stopRequested,
  struck,
  struckDead,
} from './a-history.js';
import { anyHistory, aSupervisedRun } from './a-supervised-run.js';

const deaths = (events: RunEvent[], more: Partial<DeathsInput> = {}): Death[] =>
  deathsOf({ events, port, phases, enforce: 'harness', lastRssBytes: () => null, ...more });

const inShort = ({ worker, replacedBy, reforkMs }: Death) => ({ worker, replacedBy, reforkMs });

describe('a spare that was forked before the load', () => {
  it('is the replacement of the first that dies, and its own successor that of the next', () => {
    const found = deaths([
      ...initial(2),
      forked(200, 3),
      exited(3000, 1),
      listened(3004, 3),
      forked(3010, 4),
      exited(5000, 2),
      listened(5006, 4),
      forked(5010, 5),
    ]);
    expect(found.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: 4 },
      { worker: 2, replacedBy: 4, reforkMs: 6 },
    ]);
  });
});

describe('a spare that never gets ready', () => {
  it('replaces nobody, if one that was forked after it does', () => {
    const found = deaths([...initial(2), forked(200, 3), exited(3000, 1), ...booted(3001, 4)]);
    expect(found.map(inShort)).toEqual([{ worker: 1, replacedBy: 4, reforkMs: 71 }]);
  });

  it('is the one there was for a death that brings no other', () => {
    const found = deaths([...initial(2), forked(2900, 3), exited(3000, 1)]);
    expect(found.map(inShort)).toEqual([{ worker: 1, replacedBy: 3, reforkMs: null }]);
  });
});

describe('a spare that is not ready in time', () => {
  const unready = (...events: RunEvent[]) =>
    deaths([...initial(2), forked(200, 3), exited(3000, 1), ...events, ...booted(3010, 4), listened(3500, 3)]);

  it('is not ready because the fault acts in it, or because it listens elsewhere', () => {
    const replaced = [{ worker: 1, replacedBy: 4, reforkMs: 80 }];
    expect(unready(struck(3001, 3)).map(inShort)).toEqual(replaced);
    expect(unready(listened(3001, 3, port + 1)).map(inShort)).toEqual(replaced);
  });

  it('is not taken for the replacement that was forked in its place', () => {
    const found = deaths([
      ...initial(2),
      forked(2500, 3),
      exited(3000, 1),
      ...booted(3001, 4),
      exited(6000, 2),
      listened(6004, 3),
    ]);
    expect(found.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 71 },
      { worker: 2, replacedBy: 3, reforkMs: 4 },
    ]);
  });
});

describe('one death', () => {
  it('is of a worker in which the fault had acted, or of one that it never reached', () => {
    const two = deaths([...initial(3), struck(2100, 1), exited(3000, 1), exited(4000, 2), struck(4500, 3)]);
    expect(two.map(({ worker, struck }) => [worker, struck])).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it('of a worker recycled with an overlap is replaced before it exits', () => {
    const [death, ...others] = deaths(
      [
        ...initial(2),
        crossed(3000, 1),
        recycled(3001, 1),
        forked(3004, 3),
        closed(3005, 1),
        listened(3055, 3),
        answered(3058, 3),
        exited(3060, 1),
      ],
      { lastRssBytes: (pid) => (pid === pidOf(1) ? 117e6 : null), lostByWorker: new Map([[1, 2]]) },
    );
    expect(others).toEqual([]);
    expect(death).toEqual({
      worker: 1,
      pid: pidOf(1),
      cause: 'ceiling',
      exitCode: 1,
      signal: null,
      rssBytes: 117e6,
      atMs: { ceiling: 3000, recycle: 3001, exit: 3060, fork: 3004, listening: 3055, firstAnswer: 3058 },
      reforkMs: 0,
      lostRequests: 2,
      replacedBy: 3,
      stillborn: false,
      struck: false,
    });
  });

  it('of a crash is replaced by the fork that follows it', () => {
    const [death] = deaths([...initial(2), struckDead(2999, 1), exited(3000, 1, 'SIGABRT'), ...booted(3005, 3)]);
    expect(death).toMatchObject({ cause: 'fault', signal: 'SIGABRT', exitCode: null, replacedBy: 3, reforkMs: 75 });
  });

  it('that no fork follows has no replacement', () => {
    const [death] = deaths([...initial(2), exited(3000, 1)]);
    expect(death).toMatchObject({ replacedBy: null, reforkMs: null });
    expect(death?.atMs).toMatchObject({ fork: null, listening: null, firstAnswer: null });
  });

  it('whose replacement listens elsewhere names it, and is never over', () => {
    const [death] = deaths([...initial(2), exited(3000, 1), forked(3005, 3), listened(3075, 3, port + 1)]);
    expect(death).toMatchObject({ replacedBy: 3, reforkMs: null, atMs: { fork: 3005, listening: null } });
  });

  it('takes a fork that came before it', () => {
    const [death] = deaths([...initial(2), ...booted(2900, 3), recycled(3000, 1), exited(3030, 1)]);
    expect(death).toMatchObject({ replacedBy: 3, reforkMs: 0, atMs: { fork: 2900 } });
  });

  it('begins when its channel is lost, for supervisors that refork on disconnect', () => {
    const run = deaths([...initial(2), disconnected(3000, 1), ...booted(3005, 3), exited(3500, 1)]);
    expect(run.map(inShort)).toEqual([{ worker: 1, replacedBy: 3, reforkMs: 0 }]);
  });

  it('is known however late its worker reports came in', () => {
    const inOrder = [...initial(2), struckDead(2999, 1), exited(3000, 1), ...booted(3005, 3)];
    expect(deaths(inOrder.toReversed())).toEqual(deaths(inOrder));
    expect(deaths(inOrder)).toHaveLength(1);
  });
});

describe('causes', () => {
  it('of deaths after a strike at the primary are that strike, unless more is known', () => {
    const asked: RunEvent = { atMs: 3000, kind: 'primary-struck', pid: 1, signal: 'SIGHUP', lethal: false };
    const events = [...initial(3), exited(2999, 1), asked, exited(3000, 2), recycled(3200, 3), exited(3300, 3)];
    expect(deaths(events).map(({ cause }) => cause)).toEqual(['unknown', 'fault', 'ceiling']);
  });

  const dying = [crossed(3000, 1), struck(3000, 1)];
  it.each([
    { cause: 'forced', enforce: 'harness', signal: 'SIGKILL', events: [...dying, recycled(3001, 1), killed(3050, 1)] },
    { cause: 'ceiling', enforce: 'harness', signal: null, events: [...dying, recycled(3001, 1)] },
    { cause: 'ceiling', enforce: 'target', signal: null, events: dying },
    { cause: 'unknown', enforce: 'harness', signal: null, events: dying },
    { cause: 'ceiling', enforce: 'v8', signal: 'SIGABRT', events: dying },
    { cause: 'ceiling', enforce: 'v8', signal: 'SIGTRAP', events: [crossed(3000, 1)] },
    { cause: 'unknown', enforce: 'v8', signal: 'SIGKILL', events: [crossed(3000, 1)] },
    { cause: 'unknown', enforce: 'v8', signal: null, events: dying },
    { cause: 'unknown', enforce: 'v8', signal: 'SIGABRT', events: [] },
    { cause: 'fault', enforce: 'harness', signal: 'SIGABRT', events: [struckDead(3000, 1)] },
    { cause: 'fault', enforce: 'target', signal: 'SIGKILL', events: [crossed(3000, 1), struckDead(3099, 1)] },
    { cause: 'fault', enforce: 'kernel', signal: 'SIGKILL', events: [crossed(3000, 1), struckDead(3099, 1)] },
    { cause: 'fault', enforce: 'kernel', signal: 'SIGKILL', events: [struck(3000, 1)] },
    { cause: 'fault', enforce: 'v8', signal: 'SIGABRT', events: [struck(3000, 1)] },
    { cause: 'unknown', enforce: 'v8', signal: null, events: [struck(3000, 1)] },
    { cause: 'unknown', enforce: 'harness', signal: 'SIGABRT', events: [struck(3000, 1)] },
    { cause: 'unknown', enforce: 'kernel', signal: 'SIGKILL', events: [] },
  ] as const)('$cause: $events.length signs before, enforced by $enforce, signal $signal', (given) => {
    const run = deaths([...initial(2), ...given.events, exited(3100, 1, given.signal)], { enforce: given.enforce });
    expect(run.map(({ cause }) => cause)).toEqual([given.cause]);
  });
});

describe('the span of the load', () => {
  it('counts no death before it, after it, or of the shutdown', () => {
    const run = [
      ...initial(3),
      exited(999, 1),
      exited(1000, 2),
      exited(10_000, 3),
      ...booted(1200, 4),
      ...booted(1300, 5),
      exited(10_001, 4),
      stopRequested(10_100),
      exited(10_101, 5),
    ];
    expect(deaths(run).map(({ worker }) => worker)).toEqual([2, 3]);
  });

  it('takes no fork of the shutdown for a replacement', () => {
    const run = deaths([...initial(2), exited(9000, 1), stopRequested(10_100), exited(10_150, 2), forked(10_151, 3)]);
    expect(run.map(inShort)).toEqual([{ worker: 1, replacedBy: null, reforkMs: null }]);
  });

  it('takes a replacement that listens after it', () => {
    const run = deaths([...initial(2), exited(9990, 1), ...booted(9995, 3)]);
    expect(run.map(inShort)).toEqual([{ worker: 1, replacedBy: 3, reforkMs: 75 }]);
  });

  it('is not shifted by a worker that died before and was never replaced', () => {
    const run = deaths([...initial(3), exited(500, 3), exited(3000, 1), ...booted(3005, 4), exited(4000, 2)]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 75 },
      { worker: 2, replacedBy: null, reforkMs: null },
    ]);
  });

  it('begins with its first moment: who dies in it is replaced first', () => {
    const run = deaths([...initial(3), exited(1000, 1), exited(3000, 2), ...booted(3005, 4)]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 2075 },
      { worker: 2, replacedBy: null, reforkMs: null },
    ]);
  });

  it('takes none of the workers it began with for a replacement', () => {
    const listensAsItBegins = booted(phases.loadFromMs - 70, 3);
    const run = deaths([...initial(2), ...listensAsItBegins, exited(3000, 1)]);
    expect(run.map(inShort)).toEqual([{ worker: 1, replacedBy: null, reforkMs: null }]);
  });
});

describe('a replacement that dies before it listens', () => {
  it('hands on what it was forked for, so that one more fork settles both', () => {
    const run = deaths([
      ...initial(2),
      exited(3000, 1),
      forked(3005, 3),
      exited(3040, 3),
      forked(3045, 4),
      exited(3080, 4),
      ...booted(3085, 5),
      exited(5000, 2),
      ...booted(5005, 6),
    ]);
    expect(run.map((death) => ({ ...inShort(death), stillborn: death.stillborn }))).toEqual([
      { worker: 1, replacedBy: 5, reforkMs: 155, stillborn: false },
      { worker: 3, replacedBy: 5, reforkMs: 115, stillborn: true },
      { worker: 4, replacedBy: 5, reforkMs: 75, stillborn: true },
      { worker: 2, replacedBy: 6, reforkMs: 75, stillborn: false },
    ]);
  });

  it('is the last one tried where no other follows, but no replacement of itself', () => {
    const run = deaths([...initial(2), exited(3000, 1), forked(3005, 3), exited(3040, 3)]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: null },
      { worker: 3, replacedBy: null, reforkMs: null },
    ]);
  });

  it('hands over to one that was forked while it hung', () => {
    const run = deaths([...initial(2), exited(3000, 1), forked(3005, 3), ...booted(4000, 4), exited(4500, 3)]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 1070 },
      { worker: 3, replacedBy: 4, reforkMs: 0 },
    ]);
  });

  it('counts as tried for a worker that goes after it, where supervisors fork first', () => {
    const run = deaths([
      ...initial(2),
      forked(2900, 3),
      exited(2930, 3),
      ...booted(2940, 4),
      recycled(3020, 1),
      exited(3050, 1),
      exited(5000, 2),
      ...booted(5010, 5),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 3, replacedBy: 4, reforkMs: 80 },
      { worker: 1, replacedBy: 4, reforkMs: 0 },
      { worker: 2, replacedBy: 5, reforkMs: 80 },
    ]);
  });
});

describe('a fork that comes first', () => {
  const forkedFirst = [...initial(2), forked(2900, 3), exited(2930, 3)];

  it('hands on to the next, and that to the one after it', () => {
    const tried = [forked(2940, 4), recycled(2950, 1), exited(2970, 4), ...booted(2980, 5), exited(3100, 1)];
    expect(deaths([...forkedFirst, ...tried]).map(inShort)).toEqual([
      { worker: 3, replacedBy: 5, reforkMs: 120 },
      { worker: 4, replacedBy: 5, reforkMs: 80 },
      { worker: 1, replacedBy: 5, reforkMs: 0 },
    ]);
  });

  it('and dies leaves one fork due for itself and the worker it came for', () => {
    const run = deaths([...forkedFirst, recycled(2935, 1), ...booted(2940, 4), exited(3100, 1)]);
    expect(run.map(inShort)).toEqual([
      { worker: 3, replacedBy: 4, reforkMs: 80 },
      { worker: 1, replacedBy: 4, reforkMs: 0 },
    ]);
  });

  it('replaces nobody once it has served and died itself', () => {
    const run = deaths([...initial(2), ...booted(2900, 3), exited(4000, 3), ...booted(4005, 4)]);
    expect(run.map(inShort)).toEqual([{ worker: 3, replacedBy: 4, reforkMs: 75 }]);
  });
});

describe('several deaths', () => {
  it.each([
    { what: 'is told to go', begun: recycled },
    { what: 'is killed', begun: killed },
    { what: 'closes its listener', begun: closed },
    { what: 'loses its channel', begun: disconnected },
  ])('begin when a worker $what, so the next fork is for it and not for a crash after that', ({ begun }) => {
    const run = deaths([
      ...initial(2),
      begun(3000, 1),
      ...booted(3004, 3),
      exited(3010, 2),
      ...booted(3015, 4),
      exited(3500, 1),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 2, replacedBy: 4, reforkMs: 75 },
      { worker: 1, replacedBy: 3, reforkMs: 0 },
    ]);
  });

  it('at once are answered in the order in which they began', () => {
    const run = deaths([
      ...initial(2),
      recycled(2990, 2),
      recycled(2995, 1),
      ...booted(2996, 3),
      ...booted(2997, 4),
      exited(3000, 1),
      exited(3000, 2),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 67 },
      { worker: 2, replacedBy: 3, reforkMs: 66 },
    ]);
  });

  it('that are due at once are answered in the order in which they began, also after a replacement died at boot', () => {
    const run = deaths([
      ...initial(2),
      recycled(2990, 2),
      recycled(2995, 1),
      forked(2996, 3),
      exited(3000, 1),
      exited(3000, 2),
      exited(3001, 3),
      ...booted(3002, 4),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: null, reforkMs: null },
      { worker: 2, replacedBy: 4, reforkMs: 72 },
      { worker: 3, replacedBy: 4, reforkMs: 71 },
    ]);
  });

  it('are answered in the order in which they are due, though the later one began before', () => {
    const run = deaths([
      ...initial(2),
      recycled(2990, 1),
      forked(2992, 3),
      exited(2999, 2),
      exited(3001, 3),
      ...booted(3002, 4),
      exited(4000, 1),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 2, replacedBy: 4, reforkMs: 73 },
      { worker: 3, replacedBy: null, reforkMs: null },
      { worker: 1, replacedBy: 3, reforkMs: null },
    ]);
  });

  it('are answered by forks in their order, even where the second is quicker to listen', () => {
    const run = deaths([
      ...initial(2),
      exited(3000, 1),
      forked(3005, 3),
      exited(3006, 2),
      ...booted(3010, 4),
      listened(5000, 3),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: 2000 },
      { worker: 2, replacedBy: 4, reforkMs: 74 },
    ]);
  });

  it('are answered by the first exit, though the replacement for it died after the second', () => {
    const run = deaths([
      ...initial(2),
      exited(3000, 1),
      forked(3005, 3),
      exited(3020, 2),
      exited(3040, 3),
      ...booted(3050, 4),
      ...booted(3060, 5),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 4, reforkMs: 120 },
      { worker: 2, replacedBy: 5, reforkMs: 110 },
      { worker: 3, replacedBy: 4, reforkMs: 80 },
    ]);
  });

  it('at once each have their own replacement', () => {
    const run = deaths([...initial(2), exited(3000, 1), exited(3000, 2), ...booted(3005, 3), ...booted(3006, 4)]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: 75 },
      { worker: 2, replacedBy: 4, reforkMs: 76 },
    ]);
  });

  it('give a crashed worker the next fork, while another that was told to go before still drains', () => {
    const run = deaths([
      ...initial(2),
      recycled(3000, 1),
      exited(3500, 2),
      ...booted(3505, 3),
      exited(7000, 1),
      ...booted(7005, 4),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 2, replacedBy: 3, reforkMs: 75 },
      { worker: 1, replacedBy: 4, reforkMs: 75 },
    ]);
  });

  it('with two forks each still have one replacement each', () => {
    const run = deaths([
      ...initial(2),
      exited(3000, 1),
      ...booted(3005, 3),
      ...booted(3006, 4),
      exited(5000, 2),
      ...booted(5005, 5),
      ...booted(5006, 6),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: 75 },
      { worker: 2, replacedBy: 4, reforkMs: 0 },
    ]);
  });

  it('are told apart by number where a pid is given out again', () => {
    const run = deaths([
      ...initial(2),
      exited(3000, 1),
      forked(3005, 3, pidOf(1)),
      listened(3075, 3),
      exited(6000, 3),
      ...booted(6010, 4),
    ]);
    expect(run.map(inShort)).toEqual([
      { worker: 1, replacedBy: 3, reforkMs: 75 },
      { worker: 3, replacedBy: 4, reforkMs: 80 },
    ]);
    expect(run.map(({ pid }) => pid)).toEqual([pidOf(1), pidOf(1)]);
  });

  it('of a healthy run come out as its record has them', () => {
    const run = aHealthyRun();
    const found = deathsOf({ ...run, port: run.settings.port, enforce: 'harness', lastRssBytes: () => 117_440_512 });
    expect(
      found.map(({ worker, cause, replacedBy, atMs }) => ({ worker, cause, replacedBy, fork: atMs.fork })),
    ).toEqual(
      run.deaths.map(({ worker, cause, replacedBy, atMs }) => ({ worker, cause, replacedBy, fork: atMs.fork })),
    );
  });
});

describe('whatever happens', () => {
  it('every exit during the load is one death, in the order of exits', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const found = deaths(events);
        const forkedAt = new Map<number, number>();
        const exitedAt = new Map<number, number>();
        for (const { kind, worker, atMs } of events.toSorted((a, b) => a.atMs - b.atMs) as {
          kind: string;
          worker: number;
          atMs: number;
        }[]) {
          if (kind === 'worker-forked' && !forkedAt.has(worker)) forkedAt.set(worker, atMs);
          if (kind === 'worker-exited' && forkedAt.has(worker) && !exitedAt.has(worker)) exitedAt.set(worker, atMs);
        }
        const expected = [...exitedAt].filter(([, atMs]) => atMs >= 1000 && atMs <= 10_000).map(([worker]) => worker);
        expect(found.map(({ worker }) => worker).sort()).toEqual(expected.sort());
        expect(found.map(({ atMs }) => atMs.exit)).toEqual(found.map(({ atMs }) => atMs.exit).sort((a, b) => a - b));
      }),
    );
  });

  it('a replacement serves one worker that had listened, besides those that died for the same at boot', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const served = deaths(events).filter(({ stillborn, replacedBy }) => !stillborn && replacedBy !== null);
        expect(new Set(served.map(({ replacedBy }) => replacedBy)).size).toBe(served.length);
      }),
    );
  });

  it('nobody replaces itself, and nobody who is late is called early', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        for (const { worker, replacedBy, reforkMs, atMs } of deaths(events)) {
          expect(replacedBy).not.toBe(worker);
          expect(reforkMs).toBe(atMs.listening === null ? null : Math.max(0, atMs.listening - atMs.exit));
        }
      }),
    );
  });

  it('no death of a well supervised run seems slower than the slowest was', () => {
    fc.assert(
      fc.property(aSupervisedRun, ({ events, slowestMs }) => {
        const waits = deaths(events).map(({ reforkMs }) => reforkMs ?? Infinity);
        expect(Math.max(0, ...waits)).toBeLessThanOrEqual(slowestMs);
      }),
      { numRuns: 500 },
    );
  });
});
