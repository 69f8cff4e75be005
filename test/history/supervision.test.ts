import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deathsOf } from '../../harness/history/deaths.js';
import { supervisionOf } from '../../harness/history/supervision.js';
import type { RunEvent, Supervision } from '../../harness/record.js';
import {
  booted,
  closed,
  crossed,
  exited,
  forked,
  initial,
  listened,
  phases,
  port,
  recycled,
  stalled,
  stopRequested,
  struckDead,
} from './a-history.js';
import { anyHistory, aSupervisedRun } from './a-supervised-run.js';

const supervision = (events: RunEvent[]): Supervision =>
  supervisionOf(events, port, phases, deathsOf({ events, port, phases, enforce: 'harness', lastRssBytes: () => null }));

describe('a spare', () => {
  it('is no fork too many: each death brings one', () => {
    const events = [...initial(2), forked(200, 3), exited(3000, 1), listened(3004, 3), forked(3010, 4)];
    expect(supervision(events)).toMatchObject({ deaths: 1, forks: 1, owed: 0, fewestListening: 1 });
  });

  it('that is never needed is none either', () => {
    expect(supervision([...initial(2), forked(200, 3)])).toMatchObject({ deaths: 0, forks: 0, steadyWorkers: 2 });
  });
});

describe('listening workers', () => {
  it('are as many as before the load when nothing happens', () => {
    expect(supervision(initial(3))).toEqual({
      steadyWorkers: 3,
      forks: 0,
      deaths: 0,
      owed: 0,
      stillborn: 0,
      mostStillbornIn10s: 0,
      fewestListening: 3,
      fewestAtMs: 1000,
      allBackAtMs: phases.faultUntilMs,
      listeningAtEnd: 3,
      stuckAtEnd: 0,
    });
  });

  it('are counted through a dip of a millisecond', () => {
    const run = supervision([...initial(2), forked(2900, 3), closed(3000, 1), listened(3001, 3), exited(3010, 1)]);
    expect(run).toMatchObject({ steadyWorkers: 2, fewestListening: 1, fewestAtMs: 3000, listeningAtEnd: 2 });
  });

  it('do not dip where one closes at the moment another listens', () => {
    const run = supervision([...initial(2), forked(2900, 3), closed(3000, 1), listened(3000, 3), exited(3010, 1)]);
    expect(run).toMatchObject({ fewestListening: 2, fewestAtMs: 1000 });
  });

  it('do not dip where one is back at the moment in which the load begins', () => {
    const run = supervision([...initial(2), exited(900, 1), forked(910, 3), listened(phases.loadFromMs, 3)]);
    expect(run).toMatchObject({ steadyWorkers: 2, fewestListening: 2, listeningAtEnd: 2 });
  });

  it('are fewer at the end by one that goes in its last moment', () => {
    expect(supervision([...initial(2), exited(phases.loadUntilMs, 2)])).toMatchObject({ listeningAtEnd: 1 });
  });

  it('remember the first of the deepest dips', () => {
    const run = [
      exited(3000, 1),
      exited(3020, 2),
      ...booted(3030, 3),
      ...booted(3040, 4),
      exited(5000, 3),
      exited(5001, 4),
    ];
    expect(supervision([...initial(2), ...run])).toMatchObject({
      fewestListening: 0,
      fewestAtMs: 3020,
      listeningAtEnd: 0,
    });
  });

  it('count neither on another port nor after the load', () => {
    const run = supervision([...initial(2), exited(3000, 1), forked(3001, 3), listened(3070, 3, 9), exited(10_001, 2)]);
    expect(run).toMatchObject({ fewestListening: 1, listeningAtEnd: 1 });
  });

  it('are at the end without those that the fault had done for, which count apart while they are still there', () => {
    const hung = struckDead(3000, 1);
    expect(supervision([...initial(2), hung])).toMatchObject({ listeningAtEnd: 1, stuckAtEnd: 1 });
    expect(supervision([...initial(2), hung, exited(6000, 1), ...booted(6001, 3)])).toMatchObject({
      ...{ listeningAtEnd: 2, stuckAtEnd: 0 },
    });
    expect(supervision([...initial(2), hung, closed(3001, 1)])).toMatchObject({ listeningAtEnd: 1, stuckAtEnd: 0 });
  });

  it('are all back when as many listen as before, from the end of the fault on', () => {
    const back = (...run: RunEvent[]) => supervision([...initial(2), ...run]).allBackAtMs;
    expect(back(exited(3000, 1), ...booted(3010, 3))).toBe(phases.faultUntilMs);
    expect(
      back(
        exited(phases.faultUntilMs - 10, 1),
        forked(phases.faultUntilMs - 9, 3),
        listened(phases.faultUntilMs + 50, 3),
      ),
    ).toBe(phases.faultUntilMs + 50);
    expect(back(exited(3000, 1), ...booted(3010, 3), exited(phases.faultUntilMs + 900, 2))).toBe(phases.faultUntilMs);
    expect(back(exited(phases.faultUntilMs + 900, 2), ...booted(phases.faultUntilMs + 910, 3))).toBe(
      phases.faultUntilMs,
    );
    expect(back(exited(phases.faultUntilMs, 1), ...booted(phases.faultUntilMs + 10, 3))).toBe(phases.faultUntilMs + 80);
    expect(back(exited(3000, 1))).toBe(null);
    expect(back(struckDead(3000, 1))).toBe(null);
  });

  it('are none before a load that begins with none', () => {
    expect(supervision(booted(1500, 1))).toMatchObject({ steadyWorkers: 0, fewestListening: 0, listeningAtEnd: 1 });
  });
});

describe('forks', () => {
  it('are as many as deaths where each is answered', () => {
    expect(supervision([...initial(2), exited(3000, 1), ...booted(3001, 3)])).toMatchObject({
      forks: 1,
      deaths: 1,
      owed: 0,
    });
  });

  it('are too many where each death is answered twice', () => {
    const run = [
      exited(3000, 1),
      ...booted(3001, 3),
      ...booted(3002, 4),
      exited(5000, 2),
      ...booted(5001, 5),
      ...booted(5002, 6),
    ];
    expect(supervision([...initial(2), ...run])).toMatchObject({ forks: 4, deaths: 2 });
  });

  it('are too few where one is not answered, and that was long ago', () => {
    expect(supervision([...initial(2), exited(3000, 1)])).toMatchObject({ forks: 0, deaths: 1, owed: 0 });
  });

  it('are owed for a death shortly before the end', () => {
    expect(supervision([...initial(2), exited(9500, 1)])).toMatchObject({ forks: 0, deaths: 1, owed: 1 });
  });

  it('are owed for as much longer as the harness stood still', () => {
    expect(supervision([...initial(2), exited(8500, 1), stalled(8600, 500)])).toMatchObject({ owed: 0 });
    expect(supervision([...initial(2), exited(8500, 1), stalled(8600, 501)])).toMatchObject({ owed: 1 });
  });

  it('are owed no longer once the replacement listens', () => {
    expect(supervision([...initial(2), exited(9500, 1), ...booted(9510, 3)])).toMatchObject({ forks: 1, owed: 0 });
    const atTheEnd = booted(phases.loadUntilMs - 70, 3);
    expect(supervision([...initial(2), exited(9500, 1), ...atTheEnd])).toMatchObject({ forks: 1, owed: 0 });
  });

  it('that answer a worker still draining at the end are not held against its supervisor', () => {
    const run = [...initial(2), recycled(9900, 1), ...booted(9905, 3), exited(10_100, 1)];
    expect(supervision(run)).toMatchObject({ forks: 0, deaths: 0 });
  });

  it('that come before a worker over the ceiling is sent away are not either', () => {
    const run = [...initial(2), crossed(9800, 1), ...booted(9850, 3)];
    expect(supervision(run)).toMatchObject({ forks: 0, deaths: 0 });
    expect(supervision([...run, ...booted(9860, 4)])).toMatchObject({ forks: 1, deaths: 0 });
    expect(supervision([...initial(2), ...booted(9850, 3), crossed(10_000, 1)])).toMatchObject({ forks: 0 });
  });

  it('that come first are not held against it even if another worker crashes meanwhile', () => {
    const run = [...initial(2), crossed(9800, 1), ...booted(9850, 3), exited(10_005, 2)];
    expect(supervision([...run, ...booted(10_010, 4)])).toMatchObject({ forks: 0, deaths: 0 });
    expect(supervision([...run, exited(10_010, 1)])).toMatchObject({ forks: 0, deaths: 0 });
  });

  it('on top of the one for a worker still draining at the end do count', () => {
    const run = [...initial(2), recycled(9700, 1), ...booted(9710, 3), ...booted(9750, 4), exited(10_100, 1)];
    expect(supervision(run)).toMatchObject({ forks: 1, deaths: 0 });
  });

  it('of before the load and of the shutdown do not count', () => {
    const run = [...initial(2), ...booted(900, 3), stopRequested(9990), forked(9995, 4)];
    expect(supervision(run)).toMatchObject({ forks: 0, deaths: 0 });
  });

  it('that answer a death of before the load do not count', () => {
    expect(supervision([...initial(2), exited(990, 1), ...booted(1010, 3)])).toMatchObject({ forks: 0, deaths: 0 });
  });
});

describe('a crash loop', () => {
  const loop = Array.from({ length: 40 }, (_, i) => [
    forked(3001 + i * 100, 3 + i),
    exited(3050 + i * 100, 3 + i),
  ]).flat();

  it('is counted by its steps, and as many forks as deaths', () => {
    const run = supervision([...initial(2), exited(3000, 1), ...loop, ...booted(7100, 50)]);
    expect(run).toMatchObject({ forks: 41, deaths: 41, stillborn: 40, mostStillbornIn10s: 40, owed: 0 });
  });

  it('that backs off at the end owes one fork, however long ago the last was', () => {
    const run = supervision([...initial(2), exited(3000, 1), ...loop]);
    expect(run).toMatchObject({ forks: 40, deaths: 41, owed: 1 });
  });
});

describe('workers that die at boot', () => {
  it('are the most within ten seconds of a load that lasts longer', () => {
    const long = { loadFromMs: 1000, faultFromMs: 2000, faultUntilMs: 28_000, loadUntilMs: 30_000 };
    const atBoot = (atMs: number, worker: number) => [forked(atMs - 10, worker), exited(atMs, worker)];
    const events = [
      ...initial(1),
      exited(3000, 1),
      ...[3100, 3200, 13_150, 20_000].flatMap((atMs, i) => atBoot(atMs, 2 + i)),
    ];
    const deaths = deathsOf({ events, port, phases: long, enforce: 'harness', lastRssBytes: () => null });
    expect(supervisionOf(events, port, long, deaths)).toMatchObject({ stillborn: 4, mostStillbornIn10s: 2 });
  });
});

describe('whatever happens', () => {
  it('a supervisor that answers every end once has as many forks as deaths, but for those owed', () => {
    fc.assert(
      fc.property(aSupervisedRun, ({ events }) => {
        const { forks, deaths, owed } = supervision(events);
        expect(forks).toBeLessThanOrEqual(deaths);
        expect(forks).toBeGreaterThanOrEqual(deaths - owed);
      }),
      { numRuns: 500 },
    );
  });

  it('one more fork than those shows', () => {
    fc.assert(
      fc.property(aSupervisedRun, fc.integer({ min: 1000, max: 9000 }), ({ events, policy }, atMs) => {
        fc.pre(policy !== 'fork-first');
        // An end under way when the load stops takes the fork for its own.
        fc.pre(!isGoing(events));
        const before = supervision(events);
        const after = supervision([...events, ...booted(atMs, 99)]);
        expect(after.forks).toBe(before.forks + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('deaths are no fewer than the stillborn, which are no fewer than those of 10 s', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const { deaths, stillborn, mostStillbornIn10s, owed, fewestListening, steadyWorkers } = supervision(events);
        expect(stillborn).toBeLessThanOrEqual(deaths);
        expect(mostStillbornIn10s).toBeLessThanOrEqual(stillborn);
        expect(owed).toBeLessThanOrEqual(deaths);
        expect(fewestListening).toBeLessThanOrEqual(steadyWorkers);
      }),
    );
  });
});

/** Some worker has crossed the ceiling or been told to go by the end of the load, and is still there. */
function isGoing(events: readonly RunEvent[]): boolean {
  const going = new Set<number>();
  for (const event of events) {
    if (event.atMs > phases.loadUntilMs) break;
    if (event.kind === 'worker-recycled' || event.kind === 'ceiling-crossed') going.add(event.worker);
    if (event.kind === 'worker-exited') going.delete(event.worker);
  }
  return going.size > 0;
}
