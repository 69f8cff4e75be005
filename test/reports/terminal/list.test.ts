import { describe, expect, it } from 'vitest';
import { width } from '../../../reports/plain-text.js';
import { allRow, allTable, list } from '../../../reports/terminal/list.js';
import { plain, styleFor } from '../../../reports/terminal/style.js';
import { aDeath, aDeathWithoutRefork, aRecord } from '../../a-record.js';

describe('list', () => {
  const scenarios = [
    { name: 'leak', story: 'Workers leak.', group: 'Leaks' },
    { name: 'crash', story: 'A worker throws.', group: 'Crashes' },
    { name: 'heap-leak', story: 'A leak that V8 sees.', group: 'Leaks' },
    { name: 'calm', story: 'Nothing happens.' },
  ];

  it('puts scenarios of a group together, those without one first', () => {
    expect(list(scenarios, plain)).toBe(
      [
        'Scenarios',
        '  calm       Nothing happens.',
        '',
        'Leaks',
        '  leak       Workers leak.',
        '  heap-leak  A leak that V8 sees.',
        '',
        'Crashes',
        '  crash      A worker throws.',
        '',
      ].join('\n'),
    );
  });
});

describe('allTable', () => {
  const check = aRecord().checks.map((each) => ({ ...each, status: 'fail' as const }));
  const failed = aRecord({ scenario: 'no-refork', verdict: 'fail', checks: check, deaths: [aDeathWithoutRefork()] });

  it('takes from a record what its row shows', () => {
    const record = aRecord({ deaths: [aDeath(), aDeath({ worker: 2, reforkMs: 212 })], ledger: { lost: 7 } });
    expect(allRow(record)).toMatchObject({
      scenario: 'leak',
      deaths: 2,
      lost: 7,
      slowestReforkMs: 212,
      availability: 1,
      outcome: 'passed',
    });
  });

  it('leaves a figure open that there is none of', () => {
    const row = allRow(aRecord({ deaths: [aDeathWithoutRefork()], prober: { answered: 0 } }));
    expect(row).toMatchObject({ slowestReforkMs: null, availability: null });
  });

  it('tells a control that failed as it should from a target that failed', () => {
    expect(allRow(failed).outcome).toBe('failed');
    expect(allRow({ ...failed, expectation: { fails: 'refork', consequences: [] } }).outcome).toBe(
      'failed as it should',
    );
    expect(allRow({ ...aRecord({ verdict: 'inconclusive', doubts: ['noise'] }) }).outcome).toBe('inconclusive');
  });

  it('shows each scenario in one row with sign and word', () => {
    const notRun = { scenario: 'pm2', story: 'y', deaths: null, lost: null, slowestReforkMs: null, availability: null };
    const text = allTable([allRow(aRecord()), allRow(failed), { ...notRun, outcome: 'could not run' }], plain, 140);
    const rows = text.split('\n').map((line) => line.trim().replace(/ +/g, ' '));
    expect(rows[0]).toBe('scenario verdict deaths lost slowest refork available what it shows');
    expect(rows.join('\n')).toContain('leak ✓ passed 4 0 71 ms 100 % Workers leak');
    expect(rows.join('\n')).toContain('no-refork ✗ failed 1 0 – 100 % Workers leak');
    expect(rows.join('\n')).toContain('pm2 ✗ could not run – – – – y');
  });

  it('fits its columns', () => {
    for (const line of allTable([allRow(aRecord()), allRow(failed)], styleFor(1), 100).split('\n')) {
      expect(width(line)).toBeLessThanOrEqual(100);
    }
  });
});
