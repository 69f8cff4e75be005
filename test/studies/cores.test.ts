import { describe, expect, it } from 'vitest';
import type { Seen, SeenRun } from '../../harness/study/study.js';
import cores from '../../studies/cores.js';
import { aRecord } from '../a-record.js';

/** A run of so many workers that answered so much a second, the prober's share included. */
const run = (workers: number, answersPerS: number, idleCores: number | null): SeenRun => ({
  ...{ step: `workers-${workers}`, idleCores },
  record: aRecord({
    settings: { workers },
    phases: { loadFromMs: 200, faultFromMs: 700, faultUntilMs: 2200, loadUntilMs: 2700 },
    series: { answered: new Array(27).fill(answersPerS / 10 - 10), probesAnswered: new Array(27).fill(10) },
  }),
});
const seen = (runs: SeenRun[], together = 1900): Seen => ({
  runs,
  interviews: [],
  toils: [
    { step: 'no-server-1', processes: 1, donePerS: 1000 },
    { step: 'no-server-2', processes: 2, donePerS: together },
  ],
});
const found = (of: Seen) =>
  Object.fromEntries(cores.conclude(of).findings.map(({ name, ...finding }) => [name, finding]));

describe('cores', () => {
  it('holds where two workers answer nearly as many times more as the machine has to give', () => {
    expect(found(seen([run(1, 800, 0.7), run(2, 1400, 0)]))).toMatchObject({
      machine: { status: 'pass', observed: 1.9 },
      cores: { status: 'pass', observed: 1.75, limit: 1.17 },
    });
  });

  it('fails where two answer no more than one, and leave a core idle', () => {
    const { cores } = found(seen([run(1, 800, 0.7), run(2, 820, 0.8)]));
    expect(cores).toMatchObject({ status: 'fail', summary: expect.stringContaining('0.8 cores idle') });
  });

  it('is undecided where the cores were busy with something else while two worked', () => {
    expect(found(seen([run(1, 800, 0.7), run(2, 820, 0)])).cores?.status).toBe('inconclusive');
  });

  it('is undecided where something else took the core of the one worker, which makes two look good', () => {
    expect(found(seen([run(1, 400, 0), run(2, 1400, 0)])).cores?.status).toBe('inconclusive');
  });

  it('is undecided on a machine that has no second core to give', () => {
    const { machine, cores } = found(seen([run(1, 800, 0.7), run(2, 820, 0.8)], 1100));
    expect([machine?.status, cores?.status]).toEqual(['inconclusive', 'inconclusive']);
  });

  it('is undecided where the target has as many workers as it likes, or answers nothing', () => {
    expect(found(seen([run(2, 800, 0), run(2, 800, 0)])).cores?.status).toBe('inconclusive');
    expect(found(seen([run(1, 0, 1), run(2, 800, 0)])).cores?.status).toBe('inconclusive');
  });

  it('expects no more of two workers than twice one, however little the one process without a server came to', () => {
    expect(found(seen([run(1, 800, 0.7), run(2, 1160, 0)], 2400))).toMatchObject({
      machine: { status: 'pass', observed: 2 },
      cores: { status: 'pass', observed: 1.45, limit: 1.23 },
    });
  });

  it('takes the better one of two runs alike', () => {
    const { cores } = found(seen([run(1, 800, 0.7), run(2, 900, 0), run(1, 760, 0.7), run(2, 1400, 0)]));
    expect(cores).toMatchObject({ status: 'pass', observed: 1.75 });
  });

  it('shows a row a run, each against one worker', () => {
    const [table] = cores.conclude(seen([run(1, 800, 0.7), run(2, 1400, 0), run(4, 1360, null)])).sections;
    expect(table?.table?.rows).toEqual([
      ['1', '800', '1.00', '0.7', '1.00'],
      ['2', '1400', '1.75', '0.0', '1.90'],
      ['4', '1360', '1.70', '–', '–'],
    ]);
  });

  it('makes a run with one worker, with two, with one a core and with twice as many, and once more what it compares', () => {
    const workers = (n: number) =>
      cores.steps({ workers: n }).flatMap((step) => (step.kind === 'run' ? step.options.workers : []));
    expect([workers(2), workers(8)]).toEqual([
      [1, 2, 4, 1, 2],
      [1, 2, 8, 16, 1, 8],
    ]);
  });
});
