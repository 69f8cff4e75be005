import { describe, expect, test } from 'vitest';
import { Heartbeats } from '../../fixtures/servers/resilient/heartbeat.js';

const ticks = (heartbeats: Heartbeats, n: number): number[][] => Array.from({ length: n }, () => heartbeats.tick());

describe('heartbeats', () => {
  test('a worker is silent at the limit, and reported once', () => {
    const heartbeats = new Heartbeats(3);
    heartbeats.heard(7);
    expect(ticks(heartbeats, 5)).toEqual([[], [], [7], [], []]);
  });

  test('a worker that never beat is not accused: an ordinary program does not', () => {
    expect(ticks(new Heartbeats(1), 3)).toEqual([[], [], []]);
  });

  test('every beat gives the whole time again', () => {
    const heartbeats = new Heartbeats(3);
    heartbeats.heard(7);
    expect(ticks(heartbeats, 2)).toEqual([[], []]);
    heartbeats.heard(7);
    expect(ticks(heartbeats, 3)).toEqual([[], [], [7]]);
  });

  test('a worker that is gone is forgotten', () => {
    const heartbeats = new Heartbeats(1);
    heartbeats.heard(7);
    heartbeats.forget(7);
    expect(heartbeats.tick()).toEqual([]);
  });
});
