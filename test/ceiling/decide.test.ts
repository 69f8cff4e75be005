import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CeilingState, type Decision, decide } from '../../harness/ceiling/decide.js';
import { Crew, wasSentAway } from './crew.js';

const ceilingBytes = 100;
const graceMs = 5_000;
const over = 101;

/** What half as much again comes to, for a worker that was seen over the ceiling with no more than that. */
const farOver = 152;

const decideFor = (
  { roster: { workers }, nowMs }: Crew,
  pid: number,
  steadyWorkers: number,
  rssBytes = over,
  stalls: CeilingState['stalls'] = [],
): Decision =>
  decide(
    { workers, steadyWorkers, ceilingBytes, graceMs, stalls },
    { pid, rssBytes, seenOverBytes: rssBytes > ceilingBytes ? over : null, nowMs },
  );

/** One sample of a worker over the ceiling, with what comes of it. */
const sampleOver = (crew: Crew, pid: number, steadyWorkers: number): Decision => {
  if (crew.roster.workers.get(pid)?.crossedAtMs === null) crew.cross(pid);
  const decision = decideFor(crew, pid, steadyWorkers);
  if (decision === 'recycle') crew.recycle(pid);
  if (decision === 'kill') crew.kill(pid);
  return decision;
};

describe('a worker', () => {
  it('is kept at the ceiling, and told to go above it', () => {
    const crew = Crew.serving(2);
    expect([decideFor(crew, 101, 2, 100), decideFor(crew, 101, 2, 101)]).toEqual(['keep', 'recycle']);
  });

  it('that was never seen over the ceiling before is told to go, whatever it has', () => {
    const state = { workers: Crew.serving(2).roster.workers, steadyWorkers: 2, ceilingBytes, graceMs, stalls: [] };
    expect(decide(state, { pid: 101, rssBytes: 1_000, seenOverBytes: 1_000, nowMs: 0 })).toBe('recycle');
  });

  it('that was told to go is killed when it has grown by half as much again, to the byte', () => {
    const crew = Crew.serving(2);
    crew.recycle(101);
    const state = { workers: crew.roster.workers, steadyWorkers: 2, ceilingBytes, graceMs, stalls: [] };
    const of = (rssBytes: number) => decide(state, { pid: 101, rssBytes, seenOverBytes: 120, nowMs: 0 });
    expect([of(179), of(180)]).toEqual(['keep', 'kill']);
  });

  it('that was told to go is killed when its grace is over, and not before', () => {
    const crew = Crew.serving(2);
    crew.recycle(101);
    crew.nowMs = graceMs - 1;
    expect(decideFor(crew, 101, 2)).toBe('keep');
    crew.nowMs = graceMs;
    expect(decideFor(crew, 101, 2)).toBe('kill');
  });

  it('that was told to go is killed after its grace though it is under the ceiling again', () => {
    const crew = Crew.serving(2);
    crew.recycle(101);
    crew.nowMs = graceMs;
    expect(decideFor(crew, 101, 2, 50)).toBe('kill');
  });

  it('that was told to go has as much more time as the harness stood still meanwhile', () => {
    const crew = Crew.serving(2);
    crew.nowMs = 1_000;
    crew.recycle(101);
    const stalls = [
      { fromMs: 500, untilMs: 1_010 },
      { fromMs: 2_000, untilMs: 5_000 },
    ];
    crew.nowMs = 1_000 + graceMs + 3_010 - 1;
    expect(decideFor(crew, 101, 2, over, stalls)).toBe('keep');
    crew.nowMs += 1;
    expect(decideFor(crew, 101, 2, over, stalls)).toBe('kill');
  });

  it('that was told to go is killed at once far over the ceiling', () => {
    const crew = Crew.serving(2);
    crew.recycle(101);
    expect(decideFor(crew, 101, 2, farOver)).toBe('kill');
  });

  it.each(['exit', 'kill'] as const)('is left alone after its %s', (end) => {
    const crew = Crew.serving(2);
    crew.cross(101);
    crew[end](101);
    crew.nowMs = 10 * graceMs;
    expect([decideFor(crew, 101, 2), decideFor(crew, 101, 2, 1_000)]).toEqual(['keep', 'keep']);
  });

  it('that nobody knows is left alone', () => {
    expect(decideFor(Crew.serving(2), 999, 2, 1_000)).toBe('keep');
  });
});

describe('a single worker', () => {
  it('goes at once, for it has nobody to wait for', () => {
    expect(sampleOver(Crew.serving(1), 101, 1)).toBe('recycle');
  });

  it('goes at once also while another boots beside it', () => {
    const crew = Crew.serving(1);
    crew.fork();
    expect(sampleOver(crew, 101, 1)).toBe('recycle');
  });
});

describe('two workers in step', () => {
  it('go one after the other, the second when the replacement of the first serves', () => {
    const crew = Crew.serving(2);
    expect([sampleOver(crew, 101, 2), sampleOver(crew, 102, 2)]).toEqual(['recycle', 'keep']);
    crew.nowMs = 20;
    crew.exit(101);
    expect(sampleOver(crew, 102, 2)).toBe('keep');
    const replacement = crew.fork();
    expect(sampleOver(crew, 102, 2)).toBe('keep');
    crew.listen(replacement);
    expect(sampleOver(crew, 102, 2)).toBe('recycle');
  });

  it('need not wait for the slow exit of the first, where its replacement serves already', () => {
    const crew = Crew.serving(2);
    sampleOver(crew, 101, 2);
    crew.drain(101);
    crew.listen(crew.fork());
    expect(sampleOver(crew, 102, 2)).toBe('recycle');
  });

  it('do not go together when the first has to be killed after its grace', () => {
    const crew = Crew.serving(2);
    sampleOver(crew, 101, 2);
    sampleOver(crew, 102, 2);
    crew.nowMs = graceMs;
    expect([sampleOver(crew, 101, 2), sampleOver(crew, 102, 2)]).toEqual(['kill', 'keep']);
  });

  it('do not go together when the first leaves at the end of its grace', () => {
    const crew = Crew.serving(2);
    sampleOver(crew, 101, 2);
    sampleOver(crew, 102, 2);
    crew.nowMs = graceMs - 1;
    crew.exit(101);
    crew.nowMs = graceMs;
    expect(sampleOver(crew, 102, 2)).toBe('keep');
  });
});

describe('a worker whose replacement for another never comes', () => {
  it('goes when a grace has passed since the other left', () => {
    const crew = Crew.serving(2);
    sampleOver(crew, 101, 2);
    sampleOver(crew, 102, 2);
    crew.nowMs = 20;
    crew.exit(101);
    crew.nowMs = 20 + graceMs - 1;
    expect(sampleOver(crew, 102, 2)).toBe('keep');
    crew.nowMs = 20 + graceMs;
    expect(sampleOver(crew, 102, 2)).toBe('recycle');
  });

  it('goes at once where it has been alone for a grace already', () => {
    const crew = Crew.serving(2);
    crew.exit(101);
    crew.nowMs = graceMs;
    expect(sampleOver(crew, 102, 2)).toBe('recycle');
  });

  it('is kept a grace while replacements die at boot, each death giving it no more time', () => {
    const crew = Crew.serving(2);
    crew.exit(101);
    crew.nowMs = 10_000;
    crew.fork();
    expect(sampleOver(crew, 102, 2)).toBe('keep');
    for (let pid = 103; crew.nowMs < 10_000 + graceMs - 100; pid += 1) {
      crew.nowMs += 100;
      crew.exit(pid);
      expect(sampleOver(crew, 102, 2)).toBe('keep');
      crew.fork();
    }
    crew.nowMs = 10_000 + graceMs;
    expect(sampleOver(crew, 102, 2)).toBe('recycle');
  });

  it('waits no longer once it has grown by half as much again, though nobody else serves: nobody has told it yet', () => {
    const crew = Crew.serving(2);
    crew.exit(101);
    expect([decideFor(crew, 102, 2, farOver - 1), decideFor(crew, 102, 2, farOver)]).toEqual(['keep', 'recycle']);
  });

  it('waits on for as long as the harness stood still', () => {
    const crew = Crew.serving(2);
    sampleOver(crew, 101, 2);
    sampleOver(crew, 102, 2);
    crew.exit(101);
    crew.nowMs = graceMs + 2_999;
    const stalls = [{ fromMs: 0, untilMs: 3_000 }];
    expect(decideFor(crew, 102, 2, over, stalls)).toBe('keep');
    crew.nowMs += 1;
    expect(decideFor(crew, 102, 2, over, stalls)).toBe('recycle');
  });
});

/** A whole round of samples over the ceiling; how many were told to go. */
const round = (crew: Crew, steadyWorkers: number): number[] =>
  crew.roster
    .living()
    .filter((worker) => worker.worker <= steadyWorkers && !wasSentAway(worker))
    .map(({ pid }) => pid)
    .filter((pid) => sampleOver(crew, pid, steadyWorkers) === 'recycle');

describe('64 workers in step', () => {
  it('go one a round as replacements come to serve, however long that takes', () => {
    const crew = Crew.serving(64);
    for (let n = 0; n < 64; n += 1) {
      const told = round(crew, 64);
      expect(told).toHaveLength(1);
      expect(round(crew, 64)).toEqual([]);
      crew.nowMs += 1_000;
      for (const pid of told) crew.drain(pid);
      crew.listen(crew.fork());
      expect(crew.staying).toBe(64);
    }
    expect(round(crew, 64)).toEqual([]);
  });

  it('go one a grace where no replacement ever comes, and never together', () => {
    const crew = Crew.serving(64);
    const told: number[] = [];
    while (crew.nowMs < 10 * graceMs) {
      const now = round(crew, 64);
      expect(now.length).toBeLessThanOrEqual(1);
      told.push(...now.map(() => crew.nowMs));
      for (const pid of now) crew.exit(pid);
      crew.nowMs += 50;
    }
    expect(told).toEqual(Array.from({ length: 10 }, (_, n) => n * graceMs));
  });
});

/** Any mixture of workers in any state, none told to go or killed in the future. */
const crews = fc
  .record({
    nowMs: fc.nat(20_000),
    workers: fc.array(
      fc.record({
        state: fc.constantFrom('booting', 'serving', 'draining', 'dead'),
        crossed: fc.boolean(),
        sent: fc.constantFrom('no', 'no', 'told', 'killed'),
        sinceMs: fc.nat(10_000),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ nowMs, workers }) => {
    const crew = new Crew();
    for (const { state, crossed, sent, sinceMs } of workers) {
      crew.nowMs = nowMs - sinceMs;
      const pid = crew.fork();
      if (state !== 'booting') crew.listen(pid);
      if (crossed) crew.cross(pid);
      if (sent === 'told') crew.recycle(pid);
      if (sent === 'killed') crew.kill(pid);
      if (state === 'draining') crew.drain(pid);
      if (state === 'dead') crew.exit(pid);
    }
    crew.nowMs = nowMs;
    return crew;
  });
const steady = fc.integer({ min: 1, max: 8 });
const sizes = fc.integer({ min: 0, max: 300 });
const severity: Record<Decision, number> = { keep: 0, recycle: 1, kill: 2 };
const first = (crew: Crew) =>
  [...crew.roster.workers.values()][0] as NonNullable<ReturnType<Crew['roster']['living']>[0]>;

describe('the decision', () => {
  it('is never milder for more memory', () => {
    fc.assert(
      fc.property(crews, steady, sizes, sizes, (crew, steadyWorkers, one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [mild, hard] = [less, more].map((rss) => severity[decideFor(crew, 101, steadyWorkers, rss)]);
        expect(mild).toBeLessThanOrEqual(hard as number);
      }),
    );
  });

  it('is to tell every living worker far over the ceiling, or to kill it if it was told', () => {
    fc.assert(
      fc.property(crews, steady, fc.integer({ min: farOver, max: 1_000 }), (crew, steadyWorkers, rssBytes) => {
        const { state, killedAtMs, recycledAtMs } = first(crew);
        const must = recycledAtMs === null ? 'recycle' : 'kill';
        const isGone = state === 'dead' || killedAtMs !== null;
        expect(decideFor(crew, 101, steadyWorkers, rssBytes)).toBe(isGone ? 'keep' : must);
      }),
    );
  });

  it('is never to tell a worker twice, nor one that is not over the ceiling', () => {
    fc.assert(
      fc.property(crews, steady, sizes, (crew, steadyWorkers, rssBytes) => {
        if (decideFor(crew, 101, steadyWorkers, rssBytes) !== 'recycle') return;
        expect(first(crew)).toMatchObject({ recycledAtMs: null, killedAtMs: null });
        expect(rssBytes).toBeGreaterThan(ceilingBytes);
      }),
    );
  });

  it('is to keep the last that serves while another boots and no grace has passed', () => {
    fc.assert(
      fc.property(
        crews,
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: over, max: 149 }),
        (crew, steadyWorkers, rss) => {
          const [worker, ...others] = [...crew.roster.workers.values()];
          const isLast = others.every((other) => other.state !== 'serving' || wasSentAway(other));
          const hasHope = others.some((other) => other.state === 'booting');
          fc.pre(worker?.recycledAtMs === null && isLast && hasHope);
          fc.pre(worker.crossedAtMs === null || crew.nowMs - worker.crossedAtMs < graceMs);
          expect(decideFor(crew, 101, steadyWorkers, rss)).toBe('keep');
        },
      ),
    );
  });

  it('depends on the differences between times alone', () => {
    fc.assert(
      fc.property(crews, steady, sizes, fc.nat(1e9), (crew, steadyWorkers, rssBytes, byMs) => {
        const later = new Crew();
        for (const event of crew.events) {
          later.nowMs = event.atMs + byMs;
          later.record({ ...event, atMs: later.nowMs } as typeof event);
        }
        later.nowMs = crew.nowMs + byMs;
        expect(decideFor(later, 101, steadyWorkers, rssBytes)).toBe(decideFor(crew, 101, steadyWorkers, rssBytes));
      }),
    );
  });
});

describe('workers that leak as they like under replacements that come when they like', () => {
  it('leave at most one place empty, unless a grace has passed in which nobody left', () => {
    const step = fc.record({ afterMs: fc.nat(400), which: fc.nat(), exits: fc.boolean(), boots: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.array(step, { maxLength: 80 }), (steadyWorkers, steps) => {
        const crew = Crew.serving(steadyWorkers);
        let lastDepartureMs = 0;
        for (const { afterMs, which, exits, boots } of steps) {
          crew.nowMs += afterMs;
          const booting = crew.roster.living().find(({ state }) => state === 'booting');
          if (boots && booting !== undefined) crew.listen(booting.pid);
          const told = crew.roster.living().find(wasSentAway);
          if (exits && told !== undefined) {
            crew.exit(told.pid);
            crew.fork();
            lastDepartureMs = crew.nowMs;
          }
          const living = crew.roster.living().filter((worker) => !wasSentAway(worker));
          const worker = living[which % living.length];
          if (worker === undefined || sampleOver(crew, worker.pid, steadyWorkers) !== 'recycle') continue;
          const waitedMs = crew.nowMs - Math.max(lastDepartureMs, worker.crossedAtMs ?? 0);
          expect(crew.staying >= steadyWorkers - 1 || waitedMs >= graceMs).toBe(true);
          lastDepartureMs = crew.nowMs;
        }
      }),
    );
  });
});
