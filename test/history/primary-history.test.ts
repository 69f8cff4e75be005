import { describe, expect, it } from 'vitest';
import { type PrimarySample, primaryHistoryOf } from '../../harness/history/primary-history.js';
import type { RunEvent } from '../../harness/record.js';
import { exited, phases, stopRequested } from './a-history.js';

const launched: RunEvent = { atMs: 5, kind: 'target-launched', pid: 4100, command: 'node server.js', port: 4000 };
const primaryExited = (atMs: number): RunEvent => ({
  atMs,
  kind: 'primary-exited',
  pid: 4100,
  exitCode: 0,
  signal: null,
});

const sample = (atMs: number, rssBytes: number | null, descriptors: number | null): PrimarySample => ({
  atMs,
  rssBytes,
  descriptors,
});

describe("the primary's history", () => {
  it('has what there was before the fault and after it, of nothing else: the median of memory, the fewest of descriptors', () => {
    const samples = [
      sample(900, 1, 1),
      sample(1000, 50e6, 24),
      sample(1400, 51e6, 25),
      sample(1900, 90e6, 99),
      sample(2000, 40e6, 20),
      sample(5000, 200e6, 200),
      sample(8000, 60e6, 30),
      sample(9000, 61e6, 31),
      sample(10_000, 62e6, 32),
      sample(10_001, 55e6, 3),
    ];
    expect(primaryHistoryOf([exited(3, 1), launched], phases, samples)).toEqual({
      pid: 4100,
      died: false,
      rssBytesBefore: 51e6,
      rssBytesAfter: 61e6,
      descriptorsBefore: 24,
      descriptorsAfter: 30,
    });
  });

  it('takes the lower of two in the middle, and leaves out what could not be read', () => {
    const samples = [sample(1100, 4, null), sample(1200, 2, null), sample(1300, null, null), sample(1400, null, null)];
    expect(primaryHistoryOf([launched], phases, samples)).toMatchObject({
      rssBytesBefore: 2,
      rssBytesAfter: null,
      descriptorsBefore: null,
    });
  });

  it('says that it died only if nobody had asked it to stop', () => {
    expect(primaryHistoryOf([launched, primaryExited(5000)], phases, []).died).toBe(true);
    expect(primaryHistoryOf([launched, stopRequested(10_100), primaryExited(10_200)], phases, []).died).toBe(false);
  });

  it('has no pid of a primary that was never launched', () => {
    expect(primaryHistoryOf([], phases, []).pid).toBe(null);
  });
});
