import { describe, expect, test } from 'vitest';
import { RollingRestart } from '../../fixtures/servers/resilient/rolling-restart.js';
import type { Member } from '../../fixtures/servers/resilient/succession.js';

/** A crew that notes what the restart asks for, and does it when told to. */
class Crew {
  readonly members = new Map<number, Member>();
  readonly asked: string[] = [];
  readonly restart = new RollingRestart({
    succeed: (old) => {
      old.succeeded = true;
      this.asked.push(`succeed ${old.id}`);
    },
    sendAway: (old) => void this.asked.push(`send away ${old.id}`),
  });

  forked(id: number, slot: number): void {
    this.members.set(id, { id, slot, listeningAtMs: null, leave: 'no', succeeded: false });
    this.restart.advance(this.members);
  }

  serves(id: number): void {
    const member = this.members.get(id);
    if (member !== undefined) member.listeningAtMs = 0;
    this.restart.advance(this.members);
  }

  exited(id: number): void {
    this.members.delete(id);
    this.restart.advance(this.members);
  }

  begin(): void {
    this.restart.begin(this.members.values());
    this.restart.advance(this.members);
  }

  static ofTwo(): Crew {
    const crew = new Crew();
    for (const slot of [0, 1]) {
      crew.forked(slot + 1, slot);
      crew.serves(slot + 1);
    }
    return crew;
  }
}

describe('a rolling restart', () => {
  test('sends each worker away once its successor serves, and begins with the next once it is gone', () => {
    const crew = Crew.ofTwo();
    crew.begin();
    expect(crew.asked).toEqual(['succeed 1']);
    crew.forked(3, 0);
    expect(crew.asked).toEqual(['succeed 1']);
    crew.serves(3);
    expect(crew.asked).toEqual(['succeed 1', 'send away 1']);
    crew.exited(1);
    expect(crew.asked).toEqual(['succeed 1', 'send away 1', 'succeed 2']);
    crew.forked(4, 1);
    crew.serves(4);
    crew.exited(2);
    expect(crew.asked).toEqual(['succeed 1', 'send away 1', 'succeed 2', 'send away 2']);
  });

  test('waits for a successor that dies at boot to be replaced in its turn', () => {
    const crew = Crew.ofTwo();
    crew.begin();
    crew.forked(3, 0);
    crew.exited(3);
    crew.forked(4, 0);
    expect(crew.asked).toEqual(['succeed 1']);
    crew.serves(4);
    expect(crew.asked).toEqual(['succeed 1', 'send away 1']);
  });

  test('goes on when a worker of the old generation dies by itself', () => {
    const crew = Crew.ofTwo();
    crew.begin();
    crew.forked(3, 0);
    crew.exited(1);
    crew.serves(3);
    expect(crew.asked).toEqual(['succeed 1', 'succeed 2']);
  });

  test('a second one meanwhile renews the part already renewed once more', () => {
    const crew = Crew.ofTwo();
    crew.begin();
    crew.forked(3, 0);
    crew.serves(3);
    crew.begin();
    crew.exited(1);
    crew.forked(4, 1);
    crew.serves(4);
    crew.exited(2);
    expect(crew.asked).toEqual(['succeed 1', 'send away 1', 'succeed 2', 'send away 2', 'succeed 3']);
  });
});
