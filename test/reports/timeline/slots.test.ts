import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Death, Phases, RunEvent } from '../../../harness/record.js';
import { gapsOf, type Slot, slotsOf, stateAt } from '../../../reports/timeline/slots.js';
import { anEvidence } from '../../a-record.js';

const port = 4000;
const phases: Phases = { loadFromMs: 200, faultFromMs: 1200, faultUntilMs: 8200, loadUntilMs: 10_000 };

const forked = (worker: number, atMs: number): RunEvent => ({ atMs, kind: 'worker-forked', worker, pid: 100 + worker });
const listens = (worker: number, atMs: number, at = port): RunEvent => ({
  ...{ atMs, worker, kind: 'worker-listening', pid: 100 + worker, address: null, port: at },
});
const closes = (worker: number, atMs: number): RunEvent => ({ atMs, kind: 'worker-closed', worker, pid: 100 + worker });
const exits = (worker: number, atMs: number): RunEvent => ({
  ...{ atMs, worker, kind: 'worker-exited', pid: 100 + worker, exitCode: 0, signal: null },
});
const told = (worker: number, atMs: number): RunEvent => ({
  ...{ atMs, worker, kind: 'worker-recycled', pid: 100 + worker, rssBytes: 1, signal: 'SIGTERM' },
});

const two = [forked(1, 10), forked(2, 12), listens(1, 80), listens(2, 82)];
const slots = (events: RunEvent[], untilMs = 10_000, deaths: Death[] = []): Slot[] =>
  slotsOf({ events, port, phases, deaths, untilMs });
const workers = (all: readonly Slot[]): number[][] =>
  all.map(({ incarnations }) => incarnations.map(({ worker }) => worker));

describe('places of the cluster', () => {
  it('a replacement takes the place of the worker that died', () => {
    expect(workers(slots([...two, exits(2, 3000), forked(3, 3010), listens(3, 3080)]))).toEqual([[1], [2, 3]]);
  });

  it('a replacement that is forked before the exit takes the place of the one that was told to go', () => {
    const events = [...two, told(2, 3000), forked(3, 3001), listens(3, 3070), closes(2, 3071), exits(2, 3200)];
    expect(workers(slots(events))).toEqual([[1], [2, 3]]);
  });

  it('a replacement that dies at boot and the one after it share a place', () => {
    const events = [...two, exits(1, 3000), forked(3, 3010), exits(3, 3050), forked(4, 3060), listens(4, 3100)];
    expect(workers(slots(events))).toEqual([[1, 3, 4], [2]]);
  });

  it('two that die at once are replaced each in a place of its own', () => {
    const events = [...two, exits(1, 3000), exits(2, 3001), forked(3, 3010), forked(4, 3012)];
    const found = workers(slots(events));
    expect(found).toHaveLength(2);
    expect(found.every((place) => place.length === 2)).toBe(true);
  });

  it('a fork that nobody asked for has a new place', () => {
    expect(workers(slots([...two, forked(3, 3000)]))).toEqual([[1], [2], [3]]);
  });

  it('a known run fills two places with three workers each', () => {
    const { events, settings, phases: own, deaths } = anEvidence();
    const found = slotsOf({ events, port: settings.port, phases: own, deaths, untilMs: 10_300 });
    expect(workers(found)).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
    expect(found[0]?.incarnations.map(({ death }) => death?.worker)).toEqual([1, 3, undefined]);
  });

  it('whatever happens, every worker has one place, and no two share one unless the first of them goes', () => {
    const step = fc.record({ worker: fc.nat(7), kind: fc.constantFrom('exit', 'told', 'fork'), afterMs: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const events = [...two];
        let atMs = 300;
        let last = 2;
        const gone = new Set<number>();
        for (const { worker, kind, afterMs } of steps) {
          atMs += afterMs;
          const number = 1 + (worker % last);
          if (kind === 'fork') {
            last += 1;
            events.push(forked(last, atMs));
          } else if (!gone.has(number)) {
            events.push(kind === 'exit' ? exits(number, atMs) : told(number, atMs));
            if (kind === 'exit') gone.add(number);
          }
        }
        const found = slots(events, 20_000);
        expect(
          workers(found)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(Array.from({ length: last }, (_, i) => i + 1));
        for (const { incarnations } of found) {
          for (const [i, { fromMs }] of incarnations.entries()) {
            const before = incarnations[i - 1];
            if (before === undefined || before.exited || before.recycledAtMs !== null) continue;
            expect.fail(`a place was given away at ${fromMs} while worker ${before.worker} held it`);
          }
        }
      }),
    );
  });
});

describe('states', () => {
  const [slot] = slots([forked(1, 100), listens(1, 200), closes(1, 3000), exits(1, 3500)]);
  const life = slot?.incarnations[0];
  it.each([
    [99, null],
    [100, 'booting'],
    [199, 'booting'],
    [200, 'serving'],
    [2999, 'serving'],
    [3000, 'draining'],
    [3499, 'draining'],
    [3500, 'dead'],
    [9999, 'dead'],
  ])('at %i ms a worker is %s', (atMs, state) => {
    expect(life === undefined ? 'nobody' : stateAt(life, atMs)).toBe(state);
  });

  it('listening elsewhere is not serving', () => {
    const [elsewhere] = slots([forked(1, 100), listens(1, 200, 9229)]);
    expect(elsewhere?.incarnations.map((each) => stateAt(each, 500))).toEqual(['booting']);
  });

  it('a worker that is alive is so to the end of the picture', () => {
    expect(slots(two, 5000)[0]?.incarnations[0]).toMatchObject({ untilMs: 5000, exited: false });
  });

  it('what comes after the end of the picture is not in it', () => {
    expect(workers(slots([...two, exits(1, 6000), forked(3, 6010)], 5000))).toEqual([[1], [2]]);
  });
});

describe('gaps', () => {
  it('a place is vacant from an exit to the fork that answers it', () => {
    const [first] = slots([...two, exits(1, 3000), forked(3, 3400)]);
    expect(first && gapsOf(first, 10_000)).toEqual([{ fromMs: 3000, untilMs: 3400 }]);
  });

  it('a place that is never taken again is vacant to the end', () => {
    const [first] = slots([...two, exits(1, 3000)]);
    expect(first && gapsOf(first, 10_000)).toEqual([{ fromMs: 3000, untilMs: 10_000 }]);
  });

  it('a place handed on before the exit is never vacant', () => {
    const [first] = slots([...two, told(1, 3000), forked(3, 3001), exits(1, 3200)]);
    expect(first && gapsOf(first, 10_000)).toEqual([]);
  });
});
