import { describe, expect, it } from 'vitest';
import { Roster } from '../../harness/history/roster.js';
import type { RunEvent } from '../../harness/record.js';
import {
  answered,
  booted,
  closed,
  crossed,
  disconnected,
  exited,
  forked,
  initial,
  listened,
  pidOf,
  port,
  recycled,
  struck,
  struckDead,
} from './a-history.js';

function rosterAfter(...events: RunEvent[]): Roster {
  const roster = new Roster(port);
  for (const event of events) roster.apply(event);
  return roster;
}

const stateOf = (roster: Roster, worker: number): string | undefined => roster.workers.get(pidOf(worker))?.state;

describe('a worker', () => {
  it('boots, serves, drains and is dead, in that order', () => {
    const roster = new Roster(port);
    const states = [forked(0, 1), listened(70, 1), closed(500, 1), exited(600, 1)].map((event) => {
      roster.apply(event);
      return stateOf(roster, 1);
    });
    expect(states).toEqual(['booting', 'serving', 'draining', 'dead']);
  });

  it('does not serve by listening on another port', () => {
    const roster = rosterAfter(forked(0, 1), listened(70, 1, port + 1));
    expect(stateOf(roster, 1)).toBe('booting');
    expect(roster.serving()).toBe(0);
  });

  it('drains when it loses its channel', () => {
    expect(stateOf(rosterAfter(...booted(0, 1), disconnected(500, 1)), 1)).toBe('draining');
  });

  it('serves again when it opens its listener again', () => {
    const roster = rosterAfter(...booted(0, 1), closed(500, 1), listened(600, 1));
    expect(roster.serving()).toBe(1);
    expect(roster.lives()[0]).toMatchObject({ state: 'serving', listeningAtMs: 70, closedAtMs: 500 });
  });

  it('keeps the first moment of each thing that happened to it', () => {
    const twice = (event: RunEvent): RunEvent[] => [event, { ...event, atMs: event.atMs + 5 }];
    const events = [
      answered(80, 1),
      struck(200, 1),
      struckDead(300, 1),
      crossed(400, 1),
      recycled(500, 1),
      closed(510, 1),
      disconnected(520, 1),
    ];
    const [life] = rosterAfter(...booted(0, 1), ...events.flatMap(twice), exited(600, 1, 'SIGABRT')).lives();
    expect(life).toMatchObject({
      answeredAtMs: 80,
      struckAtMs: 200,
      lethalAtMs: 300,
      crossedAtMs: 400,
      recycledAtMs: 500,
      closedAtMs: 510,
      disconnectedAtMs: 520,
      exitedAtMs: 600,
      exitCode: null,
      signal: 'SIGABRT',
    });
  });

  it('that is dead changes no more', () => {
    const roster = rosterAfter(...booted(0, 1), exited(600, 1), listened(601, 1), exited(602, 1), forked(603, 1));
    expect(roster.lives()).toHaveLength(1);
    expect(roster.lives()[0]).toMatchObject({ state: 'dead', exitedAtMs: 600 });
    expect(roster.serving()).toBe(0);
  });

  it('that was never forked is not there', () => {
    expect(rosterAfter(listened(70, 1), exited(80, 1)).lives()).toEqual([]);
  });
});

describe('the roster', () => {
  it('lists the living in the order of forks', () => {
    const roster = rosterAfter(...initial(3), exited(500, 2), forked(505, 4));
    expect(roster.living().map(({ worker }) => worker)).toEqual([1, 3, 4]);
    expect(roster.serving()).toBe(2);
  });

  it('has the latest worker under a pid that was given out again, and forgets neither', () => {
    const roster = rosterAfter(...booted(0, 1), exited(500, 1), forked(505, 2, pidOf(1)), listened(575, 2));
    expect(roster.workers.get(pidOf(1))).toMatchObject({ worker: 2, state: 'serving' });
    expect(roster.lives().map(({ worker, state }) => ({ worker, state }))).toEqual([
      { worker: 1, state: 'dead' },
      { worker: 2, state: 'serving' },
    ]);
  });

  it('counts who serves as the list of workers does, through a crash loop of 10,000 forks', () => {
    const roster = rosterAfter(...initial(2));
    for (let worker = 3; worker < 10_003; worker += 1) {
      const died = [...booted(worker * 100, worker), exited(worker * 100 + 90, worker)];
      const counts = died.map((event) => {
        roster.apply(event);
        return [roster.serving(), roster.living().length];
      });
      expect(counts).toEqual([
        [2, 3],
        [3, 3],
        [2, 2],
      ]);
    }
    expect(roster.lives().filter(({ state }) => state === 'serving')).toHaveLength(2);
  });
});
