import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Attribution, Losses } from '../../harness/history/attribution.js';
import { livesOf } from '../../harness/history/lives.js';
import type { RunEvent } from '../../harness/record.js';
import {
  booted,
  closed,
  crossed,
  disconnected,
  exited,
  forked,
  initial,
  killed,
  listened,
  pidOf,
  port,
  recycled,
  stopRequested,
  struckDead,
} from './a-history.js';
import { anyHistory } from './a-supervised-run.js';

/** Who is charged with a loss at this moment, on a connection that this worker held: a worker, or nobody. */
function chargedFor(events: RunEvent[], atMs: number, holder: number | null): number | null {
  const losses = new Losses();
  losses.add(atMs, holder === null ? null : pidOf(holder));
  const { byWorker, unattributed } = losses.attribute(livesOf(events, port));
  expect([...byWorker.values(), unattributed].reduce((sum, count) => sum + count, 0)).toBe(1);
  return [...byWorker.keys()][0] ?? null;
}

const total = ({ byWorker, unattributed }: Attribution): number =>
  [...byWorker.values()].reduce((sum, count) => sum + count, unattributed);

describe('a loss on a connection that a worker held', () => {
  const recycledWorker = [...initial(2), recycled(3000, 1), closed(3005, 1), exited(4000, 1)];

  it('belongs to its death from when it was told to go', () => {
    expect(chargedFor(recycledWorker, 3000, 1)).toBe(1);
    expect(chargedFor(recycledWorker, 3999, 1)).toBe(1);
  });

  it('belongs to nobody before it was told to go', () => {
    expect(chargedFor(recycledWorker, 2980, 1)).toBe(null);
    expect(chargedFor(recycledWorker, 2995, 1)).toBe(null);
  });

  it('belongs to its death however late the reset comes', () => {
    expect(chargedFor(recycledWorker, 9000, 1)).toBe(1);
  });

  it('belongs to a crash that nothing foretold up to a second before its exit', () => {
    const crash = [...initial(2), disconnected(2999, 1), exited(3000, 1)];
    expect(chargedFor(crash, 2010, 1)).toBe(1);
    expect(chargedFor(crash, 1980, 1)).toBe(null);
  });

  it('belongs to a lethal strike from that moment only', () => {
    const strike = [...initial(2), struckDead(2900, 1), exited(3000, 1)];
    expect(chargedFor(strike, 2900, 1)).toBe(1);
    expect(chargedFor(strike, 2880, 1)).toBe(null);
  });

  it('belongs to a kill from that moment only', () => {
    const kill = [...initial(2), killed(2900, 1), exited(3000, 1, 'SIGKILL')];
    expect(chargedFor(kill, 2900, 1)).toBe(1);
    expect(chargedFor(kill, 2880, 1)).toBe(null);
  });

  it('belongs to a kill from that moment only, if the exit is heard at the same one', () => {
    const kill = [...initial(2), killed(3000, 1), exited(3000, 1, 'SIGKILL')];
    expect(chargedFor(kill, 2500, 1)).toBe(null);
  });

  it('belongs to one that closes its listener by itself from a second before its primary heard', () => {
    const drained = [...initial(2), closed(3000, 1), exited(8000, 1)];
    expect(chargedFor(drained, 5000, 1)).toBe(1);
    expect(chargedFor(drained, 2500, 1)).toBe(1);
    expect(chargedFor(drained, 1900, 1)).toBe(null);
  });

  it('belongs to one that closes its listener by itself, whatever it is told after that', () => {
    const toldLater = [...initial(2), closed(3000, 1), recycled(4000, 1), exited(8000, 1)];
    expect(chargedFor(toldLater, 2500, 1)).toBe(1);
  });

  it('belongs to nobody while the worker lives', () => {
    expect(chargedFor(initial(2), 3000, 1)).toBe(null);
    expect(chargedFor([...initial(2), crossed(2000, 1), closed(2500, 1)], 3000, 1)).toBe(null);
  });

  it('belongs to a worker that was told to go and was still there in the end', () => {
    expect(chargedFor([...initial(2), recycled(2900, 1), stopRequested(10_100)], 3000, 1)).toBe(1);
  });

  it('is not explained by the shutdown', () => {
    expect(chargedFor([...initial(2), stopRequested(10_100), exited(10_150, 1)], 9900, 1)).toBe(null);
  });

  it('belongs to whoever had the pid at that moment', () => {
    const reused = [
      ...initial(2),
      recycled(3000, 1),
      exited(3010, 1),
      forked(5000, 3, pidOf(1)),
      listened(5070, 3),
      recycled(9000, 3),
      exited(9010, 3),
    ];
    expect(chargedFor(reused, 3005, 1)).toBe(1);
    expect(chargedFor(reused, 4900, 1)).toBe(1);
    expect(chargedFor(reused, 4995, 1)).toBe(1);
    expect(chargedFor(reused, 6000, 1)).toBe(null);
    expect(chargedFor(reused, 9005, 1)).toBe(3);
  });

  it('of no worker of this run belongs to nobody', () => {
    expect(chargedFor(recycledWorker, 3500, 77)).toBe(null);
  });
});

describe('a loss on a connection that no worker had claimed', () => {
  const two = [...initial(3), recycled(3000, 1), exited(4000, 1), recycled(3900, 2), exited(4200, 2)];

  it('belongs to the death around it', () => {
    expect(chargedFor(two, 3100, null)).toBe(1);
    expect(chargedFor(two, 4440, null)).toBe(2);
  });

  it('belongs to the nearest exit of several', () => {
    expect(chargedFor(two, 3950, null)).toBe(1);
    expect(chargedFor(two, 4150, null)).toBe(2);
  });

  it('belongs to nobody before all of them and a second after', () => {
    expect(chargedFor(two, 2980, null)).toBe(null);
    expect(chargedFor(two, 2995, null)).toBe(null);
    expect(chargedFor(two, 5190, null)).toBe(2);
    expect(chargedFor(two, 5200, null)).toBe(2);
    expect(chargedFor(two, 5210, null)).toBe(null);
  });

  it('belongs to the death that left nobody to serve, until somebody serves and is heard', () => {
    const nobodyLeft = [...initial(2), exited(3000, 1), exited(3010, 2), ...booted(6000, 3)];
    expect(chargedFor(nobodyLeft, 5500, null)).toBe(2);
    const [, serves] = booted(6000, 3).map(({ atMs }) => atMs);
    expect(chargedFor(nobodyLeft, (serves ?? 0) + 990, null)).toBe(2);
    expect(chargedFor(nobodyLeft, (serves ?? 0) + 1020, null)).toBe(null);
    expect(chargedFor([...initial(2), exited(3000, 1), exited(3010, 2)], 4100, null)).toBe(null);
  });

  it('belongs to the end that began first, of two workers that exited at one moment', () => {
    const together = [...initial(3), recycled(2500, 2), recycled(2600, 1), exited(3000, 1), exited(3000, 2)];
    expect(chargedFor(together, 2700, null)).toBe(2);
  });

  it('belongs to nobody who was told to go and was still there in the end', () => {
    expect(chargedFor([...initial(2), recycled(500, 1), stopRequested(10_100)], 600, null)).toBe(null);
  });

  it('belongs to nobody between two deaths', () => {
    const apart = [...initial(2), recycled(3000, 1), exited(3010, 1), recycled(6000, 2), exited(6010, 2)];
    expect(chargedFor(apart, 4500, null)).toBe(null);
    expect(chargedFor(apart, 6005, null)).toBe(2);
  });
});

describe('losses', () => {
  it('add up by death, and to what was lost', () => {
    const losses = new Losses();
    for (let i = 0; i < 20; i += 1) losses.add(3001 + i, pidOf(1));
    for (let i = 0; i < 3; i += 1) losses.add(3050, null);
    losses.add(500, pidOf(2));
    const lives = livesOf([...initial(2), recycled(3000, 1), exited(3060, 1), ...booted(3065, 3)], port);
    expect(losses.attribute(lives)).toEqual({ byWorker: new Map([[1, 23]]), unattributed: 1 });
    expect(losses.total).toBe(24);
  });

  it('without a holder may come in any order', () => {
    const losses = new Losses();
    losses.add(6005, null);
    losses.add(3005, null);
    const apart = [...initial(2), recycled(3000, 1), exited(3010, 1), recycled(6000, 2), exited(6010, 2)];
    const { byWorker } = losses.attribute(livesOf(apart, port));
    expect([...byWorker].sort()).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('are as many counts as there were workers and moments, 10 ms being one', () => {
    const losses = new Losses();
    const moments = [3000, 3009, 3010].flatMap((atMs) => [1, 2].map((worker) => [atMs, worker] as const));
    for (const [atMs, worker] of moments) losses.add(atMs, pidOf(worker));
    expect(losses.cells).toBe(4);
  });

  it('keep their moments to 10 ms while there is room for all, and then to 20', () => {
    const events = [...initial(2), recycled(2990, 1), exited(3010, 1)];
    const chargedOfTwo = (maxCells: number): number => {
      const losses = new Losses(maxCells);
      losses.add(2985, pidOf(1));
      losses.add(3005, pidOf(1));
      return losses.attribute(livesOf(events, port)).byWorker.get(1) ?? 0;
    };
    expect(chargedOfTwo(2)).toBe(1);
    expect(chargedOfTwo(1)).toBe(2);
  });

  it('of more workers than there are counts to keep get little coarser', () => {
    const losses = new Losses(10);
    const workers = Array.from({ length: 200 }, (_, i) => i + 1);
    for (const worker of workers) losses.add(2000, pidOf(worker));
    const events = workers.flatMap((worker) => [forked(100, worker), recycled(3000, worker), exited(3010, worker)]);
    expect(losses.attribute(livesOf(events, port)).unattributed).toBe(200);
  });

  it('stay as many as they were, whatever happens and however coarse they get', () => {
    const aLoss = fc.record({
      atMs: fc.double({ min: 0, max: 12_000, noNaN: true }),
      pid: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 14 }).map(pidOf)),
    });
    fc.assert(
      fc.property(anyHistory, fc.array(aLoss), fc.constantFrom(1, 5, 200_000), (events, lost, maxCells) => {
        const losses = new Losses(maxCells);
        for (const { atMs, pid } of lost) losses.add(atMs, pid);
        const attribution = losses.attribute(livesOf(events, port));
        expect(total(attribution)).toBe(lost.length);
        expect(losses.total).toBe(lost.length);
      }),
    );
  });

  it('of a server that drops requests all day long are few counts, and still all there', () => {
    const losses = new Losses(1000);
    for (let atMs = 0; atMs < 3_600_000; atMs += 20) losses.add(atMs, pidOf(1 + (atMs % 3)));
    const attribution = losses.attribute(livesOf(initial(3), port));
    expect(attribution).toEqual({ byWorker: new Map(), unattributed: 180_000 });
    expect(losses.cells).toBeLessThanOrEqual(1000);
  });
});
