import { expect, test } from 'vitest';
import * as faults from '../../fixtures/faults/index.js';
import { scenarios } from '../../scenarios/index.js';

const leaks = scenarios.filter(({ group }) => group === 'Leaks');

test('every leak there is has its story', () => {
  const names = Object.keys(faults)
    .filter((name) => name.startsWith('leak'))
    .map((name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
  expect(new Set(leaks.map(({ fault }) => fault?.name))).toEqual(new Set(names));
});

test('the whole group loads a server for no longer than a minute', () => {
  const loadMs = leaks.reduce((sum, { load }) => sum + load.durationMs, 0);
  expect(loadMs).toBeLessThanOrEqual(60_000);
});
