import { expect, it } from 'vitest';
import { inShort } from '../../../reports/timeline/in-short.js';
import { aDeathWithoutRefork, aRecord } from '../../a-record.js';

it('tells a run in three sentences', () => {
  expect(inShort(aRecord())).toBe(
    '2 workers served 20 connections for 10 s. From 1.2 s to 8.2 s the fault leak-buffers was on. ' +
      '4 workers died, each was replaced, and there were never fewer than 2 workers listening.',
  );
});

it('says so when nobody came back and nobody listened', () => {
  const deaths = [aDeathWithoutRefork({ worker: 1 }), aDeathWithoutRefork({ worker: 2 })];
  expect(inShort(aRecord({ deaths, supervision: { fewestListening: 0 } }))).toContain(
    '2 workers died, none was replaced, and for a while nobody was listening.',
  );
});

it('says so when nothing was done and nobody died', () => {
  expect(inShort(aRecord({ deaths: [], settings: { fault: null } }))).toBe(
    '2 workers served 20 connections for 10 s. No fault was put into them. No worker died.',
  );
});
