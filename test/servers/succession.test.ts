import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Member, mayLeave } from '../../fixtures/servers/resilient/succession.js';

let ids = 0;
const member = (slot: number, change: Partial<Member> = {}): Member => ({
  id: ++ids,
  slot,
  listeningAtMs: 0,
  leave: 'no',
  succeeded: false,
  ...change,
});
const asking = (slot: number) => member(slot, { leave: 'asked', succeeded: true });
const booting = (slot: number) => member(slot, { listeningAtMs: null });

/** Lets everyone go who may, one after another as the supervisor does. */
const letGo = (members: Member[], strength: number): Member[] => {
  for (const each of members) if (each.leave === 'asked' && mayLeave(each, members, strength)) each.leave = 'allowed';
  return members.filter(({ leave }) => leave === 'allowed');
};

describe('a worker that asks to leave', () => {
  test('may go at once where all the others serve', () => {
    const one = asking(0);
    expect(mayLeave(one, [one, member(1)], 2)).toBe(true);
  });

  test('waits for its replacement where it is the only one', () => {
    const only = asking(0);
    expect(mayLeave(only, [only, booting(0)], 1)).toBe(false);
    expect(mayLeave(only, [only, member(0)], 1)).toBe(true);
  });

  test('waits where the server is one below strength already', () => {
    const one = asking(0);
    expect(mayLeave(one, [one, member(1), member(2), booting(3)], 4)).toBe(false);
  });

  test('may go once its own replacement serves, though other slots stand empty', () => {
    const one = asking(0);
    expect(mayLeave(one, [one, member(0), booting(1), booting(2), booting(3)], 4)).toBe(true);
  });

  test('may go at once if it does not serve yet', () => {
    const one = member(0, { leave: 'asked', listeningAtMs: null });
    expect(mayLeave(one, [one], 1)).toBe(true);
  });

  test('goes alone when all ask in the same moment', () => {
    expect(letGo([asking(0), asking(1), asking(2), asking(3)], 4)).toHaveLength(1);
  });

  test('never leaves a server that served without anyone to serve', () => {
    const anyone = fc.record({
      slot: fc.integer({ min: 0, max: 3 }),
      listeningAtMs: fc.constantFrom(null, 0),
      leave: fc.constantFrom('no' as const, 'asked' as const, 'allowed' as const),
    });
    const serving = (members: Member[]) =>
      members.filter((m) => m.listeningAtMs !== null && m.leave !== 'allowed').length;
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 10 }), fc.integer({ min: 1, max: 4 }), (list, strength) => {
        const members = list.map(({ slot, ...change }) => member(slot, change));
        const before = serving(members);
        letGo(members, strength);
        if (before > 0) expect(serving(members)).toBeGreaterThan(0);
      }),
    );
  });
});
